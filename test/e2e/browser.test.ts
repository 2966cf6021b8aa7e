import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startBrowser, type TestBrowser } from './browser.ts';

let browser: TestBrowser;
let site: Server;
const page =
  '<!doctype html><title>Воронка</title><h1></h1><script>document.querySelector("h1").textContent = "Живая страница"</script>';

beforeAll(async () => {
  site = createServer((_, response) => response.setHeader('content-type', 'text/html; charset=utf-8').end(page));
  await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve));
  browser = await startBrowser();
});
afterAll(async () => {
  await browser?.close();
  site.close();
});

test('the browser runs a page and reaches nothing outside this machine', async () => {
  const { page, complaints } = await browser.open(`http://127.0.0.1:${(site.address() as AddressInfo).port}/`);
  expect(await page.title()).toBe('Воронка');
  expect(await page.textContent('h1')).toBe('Живая страница');
  expect(complaints.filter((text) => !text.includes('favicon'))).toEqual([]);
  const outside = page.evaluate(() => fetch('https://example.org/').then(String, String));
  expect(await outside).toContain('Failed to fetch');
});
