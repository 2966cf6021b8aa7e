import { afterAll, beforeAll, expect, test } from 'vitest';
import { startWorld, type World } from '../world/world.ts';
import { comesIn } from './access-people.ts';
import { startBrowser, type TestBrowser } from './browser.ts';
import { widerThanScreen } from './measure.ts';

let browser: TestBrowser;
let world: World;

const phone = { viewport: { width: 390, height: 844 } };

beforeAll(async () => {
  browser = await startBrowser();
  world = await startWorld({ now: new Date() });
  await world.pipeline();
  // A department nobody can open any more would show its first start instead.
  await comesIn(browser, world, 'director');
});
afterAll(async () => {
  await browser?.close();
  await world?.close();
});

/** Closes somebody's account, as a director does on /people. */
async function endAccount(accountId: string): Promise<void> {
  const { account } = await world.ask<{ account: { version: number } }>(
    'query ($id: ID!) { account(id: $id) { version } }',
    { id: accountId },
  );
  await world.ask('mutation ($input: EndAccountInput!) { endAccount(input: $input) { id } }', {
    input: { key: `end ${accountId}`, accountId, version: account.version },
  });
}

test.each(['/', '/account', '/wall/today'])(
  'whoever is shut out while on %s is told so within five seconds',
  async (path) => {
    const { page, accountId } = await comesIn(browser, world, 'manager');
    await page.goto(world.url + path);
    await page
      .locator(path === '/wall/today' ? '.figure' : '.person-menu')
      .first()
      .waitFor();
    // The line over which the page hears of it.
    await page.waitForTimeout(1_000);
    const begun = performance.now();
    await endAccount(accountId);
    await page.getByText('Сеанс завершён').waitFor({ timeout: 10_000 });
    expect(performance.now() - begun).toBeLessThan(5_000);
    expect(new URL(page.url()).pathname).toBe('/login');
  },
  60_000,
);

test('whoever signs out has ended nothing that needs explaining', async () => {
  const { page } = await comesIn(browser, world, 'manager');
  await page.locator('.person-menu summary').click();
  await page.getByRole('button', { name: 'Выйти' }).click();
  await page.locator('.sign-in').first().waitFor();
  expect(new URL(page.url()).pathname).toBe('/');
});

test('a new token stands in its dialog whole, with its button', async () => {
  const { page } = await comesIn(browser, world, 'analyst', phone);
  await page.goto(`${world.url}/account`);
  await page.getByRole('button', { name: 'Создать токен' }).click();
  await page.getByLabel('Для чего он').fill('Отчёт');
  await page.getByRole('dialog').getByRole('button', { name: 'Создать токен' }).click();
  const copy = page.getByRole('button', { name: 'Скопировать' });
  await copy.waitFor();
  const button = await copy.boundingBox();
  const dialog = await page.getByRole('dialog').boundingBox();
  expect((button?.x ?? 0) + (button?.width ?? 0)).toBeLessThanOrEqual((dialog?.x ?? 0) + (dialog?.width ?? 0));
  expect(await page.evaluate(widerThanScreen)).toBe(false);
});
