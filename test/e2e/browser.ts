import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { inject, onTestFinished } from 'vitest';

/** Nothing outside this machine is reached; software drawing, as machines without a screen have it. */
const flags = [
  '--no-sandbox',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  '--no-first-run',
  '--disable-gpu',
  '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE localhost , EXCLUDE 127.0.0.1',
];

const reports = join(import.meta.dirname, '..', '.report');

/** A browser of a test file's own. */
export interface TestBrowser {
  browser: Browser;
  /** opens a page in a context of its own, until the test ends: full HD, Russian, Moscow time, unless told otherwise */
  open(url: string, options?: BrowserContextOptions): Promise<OpenPage>;
  close(): Promise<void>;
}

export interface OpenPage {
  page: Page;
  context: BrowserContext;
  /** everything the page complained about so far: console errors and uncaught exceptions */
  complaints: string[];
}

/** Starts the browser the run has found. A test that fails leaves pictures of the pages it opened in test/.report. */
export async function startBrowser(): Promise<TestBrowser> {
  const { executablePath, env } = inject('browser');
  const browser = await chromium.launch({
    executablePath,
    args: flags,
    headless: true,
    env: { ...definedVariables(), ...env },
  });
  return {
    browser,
    open: (url, options) => openPage(browser, url, options),
    close: () => browser.close(),
  };
}

async function openPage(browser: Browser, url: string, options: BrowserContextOptions = {}): Promise<OpenPage> {
  const context = await browser.newContext({
    viewport: { width: 1920, height: 1080 },
    locale: 'ru-RU',
    timezoneId: 'Europe/Moscow',
    ...options,
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  closeAfterTest(page);
  await page.goto(url);
  return { page, context, complaints };
}

/** Its picture if the test failed, then its end. */
function closeAfterTest(page: Page): void {
  try {
    onTestFinished(async ({ task }) => {
      if (task.result?.state === 'fail' && !page.isClosed()) await photograph(page, `${task.name}-${task.id}`);
      await page.context().close();
    });
  } catch {
    // opened in a hook: it stays open until the browser closes
  }
}

async function photograph(page: Page, title: string): Promise<void> {
  mkdirSync(reports, { recursive: true });
  const name = title.replaceAll(/[^\p{L}\p{N}]+/gu, '-');
  await page.screenshot({ path: join(reports, `${name}.png`) }).catch(() => undefined);
}

function definedVariables(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).filter((pair): pair is [string, string] => pair[1] !== undefined),
  );
}
