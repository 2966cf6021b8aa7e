import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startWorld, type World } from '../world/world.ts';
import { comesIn, type Invited } from './access-people.ts';
import { type OpenPage, startBrowser, type TestBrowser } from './browser.ts';
import { widerThanScreen } from './measure.ts';

let browser: TestBrowser;
let world: World;
let director: OpenPage & Invited;

beforeAll(async () => {
  browser = await startBrowser();
  world = await startWorld({ now: new Date() });
  await world.pipeline();
  await world.manager('Пётр Иванов');
  await world.manager('Анна Ким');
  director = await comesIn(browser, world, 'director');
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await world?.close();
});

/** Whether a token is let in. */
async function isLetIn(token: string): Promise<boolean> {
  const response = await fetch(new URL('/graphql', world.url), {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query: '{ viewer { name } }' }),
  });
  return response.status === 200;
}

test('a token is shown once, works, and ends when it is revoked', async () => {
  const { page } = director;
  await page.goto(`${world.url}/account`);
  await page.getByRole('button', { name: 'Создать токен' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Для чего он').fill('Отчёт');
  await dialog.getByRole('button', { name: 'Создать токен' }).click();
  const token = await dialog.getByRole('textbox', { name: 'Токен' }).inputValue();
  expect(token).toMatch(/^voronka_/);
  expect(await isLetIn(token)).toBe(true);
  await dialog.getByRole('button', { name: 'Готово' }).click();
  expect(await page.content()).not.toContain(token);
  await page.getByRole('row', { name: /Отчёт/ }).getByRole('button', { name: 'Отозвать' }).click();
  await dialog.getByRole('button', { name: 'Отозвать' }).click();
  await page.getByRole('row', { name: /Отчёт.*отозван/ }).waitFor();
  expect(await isLetIn(token)).toBe(false);
});

test('ending a session elsewhere asks there to sign in again', async () => {
  const { page } = await comesIn(browser, world, 'analyst');
  await page.goto(`${world.url}/wall/today`);
  await page.getByText('Пока нет побед').waitFor();
  await world.ask('mutation ($input: EndAccountInput!) { endAccount(input: $input) { id } }', await endOf('analyst-'));
  await page.waitForURL('**/login?next=*', { timeout: 10_000 });
});

/** The input that ends the account whose login begins so. */
async function endOf(login: string) {
  const { accounts } = await world.ask<{ accounts: { nodes: { id: string; login: string; version: number }[] } }>(
    '{ accounts { nodes { id login version } } }',
  );
  const account = accounts.nodes.find((each) => each.login.startsWith(login));
  return { input: { key: `end ${login}`, accountId: account?.id, version: account?.version } };
}

async function open(page: Page, path: string, heading: string): Promise<void> {
  await page.goto(world.url + path);
  await page.getByRole('heading', { name: heading, level: 1 }).waitFor();
}

test('a colleague gets an account and a link that is shown once', async () => {
  const { page } = director;
  await open(page, '/people', 'Люди и доступ');
  await page.getByRole('button', { name: 'Завести учётную запись' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('combobox', { name: 'Сотрудник' }).click();
  await page.getByRole('option', { name: 'Пётр Иванов' }).click();
  expect(await dialog.getByLabel('Имя и фамилия').inputValue()).toBe('Пётр Иванов');
  await dialog.getByLabel('Логин').fill(director.login);
  await dialog.getByRole('button', { name: 'Создать и получить ссылку' }).click();
  await dialog.getByText('Этот логин уже занят').waitFor();
  await dialog.getByLabel('Логин').fill('petr');
  await dialog.getByRole('button', { name: 'Создать и получить ссылку' }).click();
  const link = await dialog.getByRole('textbox', { name: 'Ссылка для входа' }).inputValue();
  expect(link).toMatch(new RegExp(`^${world.url}/setup#.{40,}`));
  await dialog.getByRole('button', { name: 'Готово' }).click();
  await page.getByRole('row', { name: /Пётр Иванов.*ждём первого входа/ }).waitFor();
});

test('dismissing somebody says what will happen, and does it', async () => {
  const { page } = director;
  await open(page, '/people', 'Люди и доступ');
  await page.getByRole('button', { name: 'Уволить сотрудника' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('combobox', { name: 'Кто уходит' }).click();
  await page.getByRole('option', { name: 'Пётр Иванов' }).click();
  await dialog.getByRole('combobox', { name: 'Кому передать дела' }).click();
  await page.getByRole('option', { name: 'Анна Ким' }).click();
  await dialog.getByText('открытые сделки и клиенты перейдут преемнику').waitFor();
  await dialog.getByRole('button', { name: 'Уволить и передать' }).click();
  await dialog.getByText('доступ закрыт, дела переданы').waitFor();
});

test('the log says what was done in words, and its filter stands in the address', async () => {
  const { page } = director;
  await open(page, '/audit', 'Журнал доступа');
  await page.getByText('Заведена учётная запись').first().waitFor();
  await page.getByRole('combobox', { name: 'Что' }).click();
  await page.getByRole('option', { name: 'Увольнение' }).click();
  await page.waitForURL('**/audit?action=dismissEmployee');
  await expect.poll(() => page.locator('.audit-rows tbody tr').count()).toBe(1);
  await page.reload();
  await expect.poll(() => page.locator('.audit-rows tbody tr').count()).toBe(1);
});

test.each(['/account', '/people', '/screens', '/audit'])('%s fits a phone in both languages', async (path) => {
  const { page } = director;
  const before = page.viewportSize();
  await page.setViewportSize({ width: 390, height: 844 });
  for (const language of ['ru', 'en']) {
    await page.goto(`${world.url}${path}?lang=${language}`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.waitForTimeout(500);
    expect(await page.evaluate(widerThanScreen)).toBe(false);
  }
  await page.goto(`${world.url}${path}?lang=ru`);
  if (before) await page.setViewportSize(before);
});
