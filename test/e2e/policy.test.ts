import { afterAll, beforeAll, expect, test } from 'vitest';
import { startWorld, type World } from '../world/world.ts';
import { type OpenPage, startBrowser, type TestBrowser } from './browser.ts';

let browser: TestBrowser;
let world: World;
beforeAll(async () => {
  browser = await startBrowser();
  world = await startWorld();
  await world.pipeline();
});
afterAll(async () => {
  await browser?.close();
  await world?.close();
});

/** Opened by somebody whose token goes with every request: signing in is tested elsewhere. */
function open(path: string): Promise<OpenPage> {
  return browser.open(world.url + path, { extraHTTPHeaders: { authorization: `Bearer ${world.token}` } });
}

/** What the browser says when a page does what its policy forbids. */
const forbidden = /Content.Security.Policy|Refused to|violates/i;

test('the explorer with its editor and workers needs nothing the policy forbids', async () => {
  const { page, complaints } = await open('/explore');
  const example = page.locator('.examples button:enabled').first();
  await example.waitFor();
  await example.click();
  await expect.poll(() => page.workers().length, { timeout: 15_000 }).toBeGreaterThan(1);
  await page.locator('.graphiql-execute-button').click();
  await page.getByText('"data"').or(page.getByText('"errors"')).first().waitFor({ timeout: 15_000 });
  expect(complaints.filter((text) => forbidden.test(text))).toEqual([]);
});

test.each(['/', '/wall/today'])('%s needs nothing the policy forbids', async (path) => {
  const { page, complaints } = await open(path);
  await page.locator('#root *').first().waitFor();
  expect(complaints.filter((text) => forbidden.test(text))).toEqual([]);
});

test('what gets into a page by mistake does not run, and reaches nobody', async () => {
  const { page, complaints } = await open('/');
  await page.locator('#root *').first().waitFor();
  const reached = await page.evaluate(async () => {
    const script = document.createElement('script');
    script.textContent = 'window.planted = true';
    document.body.append(script);
    document.body.insertAdjacentHTML('beforeend', '<img src=x onerror="window.planted = true">');
    await new Promise((resolve) => setTimeout(resolve, 200));
    const elsewhere = await fetch('http://127.0.0.1:9/').then(String, () => 'nobody');
    return { planted: 'planted' in window, elsewhere };
  });
  expect(reached).toEqual({ planted: false, elsewhere: 'nobody' });
  expect(complaints.some((text) => forbidden.test(text))).toBe(true);
});

test('no page of others shows ours in a frame', async () => {
  const { page } = await open('/');
  const shown = await page.evaluate(async () => {
    const frame = document.createElement('iframe');
    frame.src = '/wall/today';
    document.body.append(frame);
    await new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
    return frame.contentDocument?.querySelector('#root') ?? null;
  });
  expect(shown).toBeNull();
});
