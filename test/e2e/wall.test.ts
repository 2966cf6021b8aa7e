import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Person } from '../world/person.ts';
import { spawnServer } from '../world/spawn-server.ts';
import { startWorld, type World } from '../world/world.ts';
import { comesIn } from './access-people.ts';
import { asScreen } from './as-screen.ts';
import { startBrowser, type TestBrowser } from './browser.ts';

let browser: TestBrowser;
let world: World;
let olga: Person;

beforeAll(async () => {
  browser = await startBrowser();
  world = await startWorld();
  await world.pipeline(['Новая', 'Переговоры', 'Договор']);
  olga = await world.manager('Ольга Смирнова', { team: await world.team('Первая') });
});
afterAll(async () => {
  await browser?.close();
  await world?.close();
});

/** A deal won with a client of that name. */
async function wins(client: string, amount: number): Promise<void> {
  const deal = await olga.opens({ client: await world.client(client), amount });
  await olga.wins(deal);
}

describe('the wall', () => {
  test('shows a deal won through GraphQL, without being touched', async () => {
    const { page, complaints } = await browser.open(`${world.url}/wall/today`, await asScreen(world));
    await page.getByText('Пока нет побед').or(page.getByText('Ольга Смирнова')).first().waitFor();
    const shown = page.getByText('Первая ласточка').first().waitFor();
    const begun = performance.now();
    await wins('ООО «Первая ласточка»', 4_514_000);
    await shown;
    console.log(`from the first of two mutations to the screen: ${Math.round(performance.now() - begun)} ms`);
    await page.getByText('4,51').first().waitFor();
    await page.getByText('Ольга').first().waitFor();
    expect(complaints).toEqual([]);
  });

  test('asks nothing but subscriptions', async () => {
    const asked: string[] = [];
    const { page } = await browser.open('about:blank', await asScreen(world));
    page.on('request', (request) => {
      if (request.url().includes('/graphql')) asked.push(`${request.method()} ${request.resourceType()}`);
    });
    page.on('websocket', (socket) =>
      socket.on('framesent', ({ payload }) => {
        const message = JSON.parse(String(payload)) as { type: string; payload?: { query?: string } };
        if (message.type === 'subscribe') asked.push(message.payload?.query?.trimStart().split(/[\s{(]/)[0] ?? '');
      }),
    );
    await page.goto(`${world.url}/wall/today`);
    await page.getByText('Ольга').first().waitFor();
    expect(asked.length).toBeGreaterThan(3);
    expect(new Set(asked)).toEqual(new Set(['subscription']));
  });

  test('is right again by itself after the server was away, also about what happened meanwhile', async () => {
    const first = await spawnServer({ env: { DATABASE_URL: world.databaseUrl } });
    const { page } = await browser.open(`${first.url}/wall/today`, await asScreen(world));
    await page.getByText('Первая ласточка').first().waitFor();
    await first.kill();
    await page.getByText('Нет связи').first().waitFor({ timeout: 30_000 });
    await page.getByText('Первая ласточка').first().waitFor();
    // the other server has the machine's clock, and a screen is told what is new
    world.clock.set(new Date());
    await wins('ЗАО «Пока никто не смотрел»', 777_000);
    const again = await spawnServer({ env: { DATABASE_URL: world.databaseUrl, PORT: String(first.port) } });
    await page.getByText('Пока никто не смотрел').first().waitFor({ timeout: 30_000 });
    await page.getByText('Нет связи').first().waitFor({ state: 'hidden' });
    await again.stop();
  }, 90_000);

  test('speaks English when asked to', async () => {
    const { page } = await browser.open(`${world.url}/wall/today?lang=en`, await asScreen(world));
    await page.getByText('Первая ласточка').first().waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
  });
});

describe('the explorer', () => {
  test('answers a question without reaching anything outside', async () => {
    const { page, complaints } = await comesIn(browser, world, 'analyst');
    const outside: string[] = [];
    page.on('request', (request) => {
      const url = new URL(request.url());
      if (url.protocol.startsWith('http') && url.hostname !== 'localhost') outside.push(request.url());
    });
    await page.goto(`${world.url}/explore`);
    // The editor ignores the button until its answer pane stands.
    await page.locator('.graphiql-response .view-lines').waitFor({ state: 'attached' });
    await page
      .getByRole('button', { name: /Execute|Выполнить/ })
      .first()
      .click();
    await page.getByText('"data"').first().waitFor();
    expect(outside).toEqual([]);
    expect(complaints).toEqual([]);
  });
});
