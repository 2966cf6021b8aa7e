import { TOTP } from 'otpauth';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startWorld, type World } from '../world/world.ts';
import { comesIn, invite, password } from './access-people.ts';
import { startBrowser, type TestBrowser } from './browser.ts';

let browser: TestBrowser;
let world: World;

beforeAll(async () => {
  browser = await startBrowser();
  world = await startWorld({ now: new Date() });
  await world.pipeline();
});
afterAll(async () => {
  await browser?.close();
  await world?.close();
});

async function signIn(page: Page, login: string, secret: string): Promise<void> {
  await page.getByLabel('Логин').fill(login);
  await page.getByLabel('Пароль', { exact: true }).fill(secret);
  await page.getByRole('button', { name: 'Войти', exact: true }).click();
}

async function signOut(page: Page): Promise<void> {
  await page.locator('.person-menu summary').click();
  await page.getByRole('button', { name: 'Выйти' }).click();
  await page.locator('.page-header .sign-in').waitFor();
}

describe('by password', () => {
  test('a page that needs somebody asks who it is, and leads back to where one wanted to go', async () => {
    const { page, login } = await comesIn(browser, world, 'director');
    await signOut(page);
    await page.goto(`${world.url}/audit?alerts=true`);
    await page.waitForURL('**/login?next=*');
    await signIn(page, login, `не ${password}`);
    await page.getByText('Логин или пароль не подходит').waitFor();
    await signIn(page, login, password);
    await page.waitForURL('**/audit?alerts=true');
    await page.getByRole('heading', { name: 'Журнал доступа' }).waitFor();
  });

  test('never leads to another site', async () => {
    const { page, login } = await comesIn(browser, world, 'analyst');
    await signOut(page);
    await page.goto(`${world.url}/login?next=${encodeURIComponent('//example.org/x')}`);
    await signIn(page, login, password);
    await page.locator('.person-menu').waitFor();
    expect(page.url()).toBe(`${world.url}/`);
  });

  test('whoever guesses is asked to wait, and sees how long', async () => {
    const { login } = await invite(world, 'manager');
    const { page } = await browser.open(`${world.url}/login`);
    const wait = page.getByRole('button', { name: /Повторить через \d+:\d\d/ });
    for (let guess = 0; guess < 30 && !(await wait.isVisible()); guess++) {
      await signIn(page, login, `наугад ${guess}`);
      await page.locator('[role="alert"], .mantine-InputWrapper-error').first().waitFor();
      await page.waitForTimeout(100);
    }
    await wait.waitFor();
    expect(await wait.isDisabled()).toBe(true);
  }, 60_000);
});

describe('by a link', () => {
  test('a link that was used says so in words', async () => {
    const { page, invitation } = await comesIn(browser, world, 'manager');
    await page.goto('about:blank');
    await page.goto(world.url + invitation);
    await page.getByText('Ссылка больше не действует').waitFor();
  });

  test('a password that will not do is said at its field', async () => {
    const { login, invitation } = await invite(world, 'manager');
    const { page } = await browser.open(world.url + invitation);
    await page.getByLabel('Новый пароль').fill(login);
    await page.getByRole('button', { name: 'Сохранить и войти' }).click();
    await page.getByText('Не короче 10 знаков, не совпадает с логином').waitFor();
  });
});

describe('with a code from the phone', () => {
  test('is turned on with a picture, asked for at signing in, and has codes for the day the phone is lost', async () => {
    const { page, login } = await comesIn(browser, world, 'head_of_sales');
    await page.goto(`${world.url}/account`);
    await page.getByRole('button', { name: 'Включить' }).click();
    const secret = (await page.locator('.totp-qr code').textContent())?.replaceAll(' ', '') ?? '';
    const phone = new TOTP({ secret });
    const shown = () => phone.generate({ timestamp: world.clock.now().getTime() });
    await page.getByLabel('Код, который показало приложение').fill(shown());
    await page.getByRole('button', { name: 'Проверить и включить' }).click();
    await page.locator('.recovery code').first().waitFor();
    const recovery = await page.locator('.recovery code').allTextContents();
    expect(recovery).toHaveLength(10);
    await page.getByRole('button', { name: 'Коды сохранены' }).click();

    await signOut(page);
    await page.goto(`${world.url}/login`);
    await signIn(page, login, password);
    const code = page.getByLabel('Код из приложения');
    await code.fill('000000');
    await page.getByText('Код не подходит').waitFor();
    // A code is good once: the one that turned it on has been used.
    world.clock.advance({ minutes: 1 });
    await code.fill(shown());
    await page.locator('.person-menu').waitFor();

    await signOut(page);
    await page.goto(`${world.url}/login`);
    await signIn(page, login, password);
    await code.fill(recovery[0] ?? '');
    await page.getByRole('button', { name: 'Войти', exact: true }).click();
    await page.locator('.person-menu').waitFor();
  }, 60_000);
});

test('whoever may not see a page is told so in words, and is not offered it', async () => {
  const { page } = await comesIn(browser, world, 'manager');
  for (const path of ['/people', '/audit', '/screens', '/explore']) {
    await page.goto(world.url + path);
    await page.getByText('Эта страница не для вашей роли').waitFor();
  }
  await page.locator('.person-menu summary').click();
  const offered = page.locator('.person-menu-list a');
  expect(await offered.allTextContents()).toEqual(['Моя учётная запись']);
});
