import { afterAll, beforeAll, expect, test } from 'vitest';
import { startWorld, type World } from '../world/world.ts';
import { startBrowser, type TestBrowser } from './browser.ts';
import { widerThanScreen } from './measure.ts';

let browser: TestBrowser;
let world: World;

beforeAll(async () => {
  browser = await startBrowser();
  world = await startWorld({ now: new Date(), config: { demo: true, demoSpeed: 0 } });
}, 180_000);
afterAll(async () => {
  await browser?.close();
  await world?.close();
});

test('a visitor looks around without signing in, and changes nothing', async () => {
  const { page } = await browser.open(`${world.url}/`);
  await page.getByText('ДЕМО').first().waitFor();
  await page.locator('.page-header .sign-in').waitFor();
  await page.goto(`${world.url}/wall`);
  // A television is paired in the demo too; whoever only wants to look need not.
  await page.locator('.pairing-code b').getByText(/\S/).first().waitFor();
  await page.getByRole('link', { name: 'Посмотреть табло' }).click();
  await page.waitForURL('**/wall/today');
  await page.locator('.ranking-row').first().waitFor();
});

test('one click and a visitor is somebody of the department', async () => {
  const { page, complaints } = await browser.open(`${world.url}/login`);
  const people = page.locator('.demo-people button');
  await people.first().waitFor();
  expect(await people.count()).toBeGreaterThan(9);
  const manager = people.filter({ hasText: 'Менеджер' }).first();
  const name = (await manager.locator('b').textContent()) ?? '';
  await manager.click();
  await page.locator('.person-menu summary').click();
  await page.locator('.person-menu-list b').getByText(name).waitFor();
  await page.getByRole('link', { name: 'Моя учётная запись' }).click();
  await page.getByRole('heading', { name: 'Что мне можно' }).waitFor();
  expect(complaints).toEqual([]);
});

test.each(['/login', '/'])('%s fits a phone in both languages', async (path) => {
  for (const language of ['ru', 'en']) {
    const { page } = await browser.open(`${world.url}${path}?lang=${language}`, {
      viewport: { width: 390, height: 844 },
    });
    await page.getByRole('button').first().waitFor();
    await page.waitForTimeout(500);
    expect(await page.evaluate(widerThanScreen)).toBe(false);
  }
});
