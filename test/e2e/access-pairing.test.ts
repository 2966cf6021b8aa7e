import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startWorld, type World } from '../world/world.ts';
import { comesIn } from './access-people.ts';
import { startBrowser, type TestBrowser } from './browser.ts';
import { smallestText, widerThanScreen } from './measure.ts';

let browser: TestBrowser;
let world: World;
let director: Page;

const phone = { viewport: { width: 390, height: 844 } };
const screens = {
  'full HD': { width: 1920, height: 1080 },
  '4K': { width: 3840, height: 2160 },
  standing: { width: 1080, height: 1920 },
};

beforeAll(async () => {
  browser = await startBrowser();
  world = await startWorld();
  await world.pipeline(['Новая', 'Договор']);
  const olga = await world.manager('Ольга Смирнова');
  await olga.wins(await olga.opens({ client: await world.client('ООО «Первая»'), amount: 4_514_000 }));
  director = (await comesIn(browser, world, 'director', phone)).page;
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await world?.close();
});

/** What a screen that nobody knows yet says. */
async function codeOn(page: Page): Promise<string> {
  await page.locator('.pairing-code b').getByText(/\S/).first().waitFor();
  return (await page.locator('.pairing-code b').allTextContents()).join('');
}

/** Lets a screen in by its code, on a phone, as whoever stands before it does. */
async function approve(code: string, name: string, board: string): Promise<void> {
  await director.goto(`${world.url}/screens?code=${code}`);
  await director.getByLabel('Название экрана').fill(name);
  await director.locator('.boards b').getByText(board).click();
  await director.getByRole('button', { name: 'Подключить', exact: true }).click();
  await director.getByText(`«${name}» включится`).waitFor();
}

async function choose(name: string, action: string): Promise<void> {
  await director.getByRole('button', { name: `Действия: ${name}` }).click();
  await director.getByRole('menuitem', { name: action }).click();
}

test('a screen is let in by its code, shows its board, follows to another, and returns to a code when revoked', async () => {
  const { page: tv } = await browser.open(`${world.url}/wall`);
  await approve(await codeOn(tv), 'Опенспейс', 'Продажи');
  await tv.waitForURL('**/wall/sales', { timeout: 20_000 });
  await tv.locator('.pace-tile .figure[title="4\u00a0514\u00a0000\u00a0₽"]').waitFor();
  expect(await tv.locator('.ranking-tile').count()).toBe(0);
  // An established screen goes on to its board by itself, also after it was switched off.
  await tv.goto(`${world.url}/wall`);
  await tv.waitForURL('**/wall/sales');

  await choose('Опенспейс', 'Название и табло');
  await director.getByRole('dialog').locator('.boards b').getByText('Команда').click();
  await director.getByRole('button', { name: 'Сохранить' }).click();
  await tv.waitForURL('**/wall/team', { timeout: 30_000 });
  await tv.getByText('Ольга').first().waitFor();

  await choose('Опенспейс', 'Отключить');
  const revoke = director.getByRole('dialog').getByRole('button', { name: 'Отключить' });
  await revoke.waitFor();
  const begun = performance.now();
  await revoke.click();
  await tv.locator('.pairing-code').waitFor({ timeout: 10_000 });
  const took = performance.now() - begun;
  console.log(`from the click to the code: ${Math.round(took)} ms`);
  expect(took).toBeLessThan(5_000);
  expect(await codeOn(tv)).toMatch(/^[BCDFGHJKLMNPQRSTVWXZ]{6}$/);
}, 120_000);

test('a server that is merely away sends no screen back to its code', async () => {
  const { page: tv, context } = await browser.open('about:blank');
  await tv.addInitScript(() => {
    const sockets: WebSocket[] = [];
    window.WebSocket = class extends WebSocket {
      constructor(url: string | URL, protocols?: string | string[]) {
        super(url, protocols);
        sockets.push(this);
      }
    };
    window.addEventListener('cut', () => {
      for (const socket of sockets) socket.close();
    });
  });
  await tv.goto(`${world.url}/wall`);
  await approve(await codeOn(tv), 'Переговорная', 'Сегодня');
  await tv.getByText('4,51').first().waitFor({ timeout: 20_000 });
  await context.setOffline(true);
  await tv.evaluate(() => window.dispatchEvent(new Event('cut')));
  await tv.getByText('Нет связи с сервером').waitFor({ timeout: 15_000 });
  expect(new URL(tv.url()).pathname).toBe('/wall/today');
  await context.setOffline(false);
  await tv.getByText('Нет связи с сервером').waitFor({ state: 'hidden', timeout: 20_000 });
  expect(new URL(tv.url()).pathname).toBe('/wall/today');
}, 90_000);

test('whoever turns a screen down leaves it with another code', async () => {
  const { page: tv } = await browser.open(`${world.url}/wall`);
  const first = await codeOn(tv);
  await director.goto(`${world.url}/screens`);
  // As people type it.
  await director.getByLabel('Код с экрана').fill(`${first.slice(0, 3)}-${first.slice(3)}`.toLowerCase());
  await director.getByRole('button', { name: 'Не подключать' }).click();
  await director.getByText('Экрану отказано').waitFor();
  await expect.poll(() => codeOn(tv), { timeout: 20_000 }).not.toBe(first);
}, 60_000);

test('a code that nobody shows is said to be unknown, at its field', async () => {
  await director.goto(`${world.url}/screens`);
  await director.getByLabel('Код с экрана').fill('ZZZZZZ');
  await director.getByText('Такого кода нет').waitFor();
});

test.each(Object.entries(screens))('the code is read from afar on a %s screen', async (_, viewport) => {
  for (const language of ['ru', 'en']) {
    const { page: tv } = await browser.open(`${world.url}/wall?lang=${language}`, { viewport });
    await codeOn(tv);
    await tv.evaluate(() => document.fonts.ready);
    expect(await tv.evaluate(widerThanScreen)).toBe(false);
    const least = (Math.min(viewport.width, viewport.height) * 32) / 1080;
    expect((await tv.evaluate(smallestText)).size).toBeGreaterThanOrEqual(least);
    expect(await tv.locator('.pairing-qr path').count()).toBe(1);
  }
});
