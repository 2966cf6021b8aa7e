import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Named } from '../world/nouns.ts';
import { startWorld, type World } from '../world/world.ts';
import { comesIn } from './access-people.ts';
import { asScreen } from './as-screen.ts';
import { startBrowser, type TestBrowser } from './browser.ts';
import { isServed, plans, worksHard } from './department-at-work.ts';
import { cutMoney, outsideTiles, smallestText, widerThanScreen } from './measure.ts';

const screens = {
  'full HD': { width: 1920, height: 1080 },
  '4K': { width: 3840, height: 2160 },
  standing: { width: 1080, height: 1920 },
  phone: { width: 390, height: 844 },
};
const stages = ['Новая', 'Квалификация и первичный разговор', 'Встреча', 'Презентация решения руководству заказчика'];
const people = [
  'Максимилиан Преображенский-Долгоруков',
  'Жанна Щукина',
  'Ольга Смирнова',
  'Ю Ё',
  'Иван Ли',
  'Анна Ким',
  'Пётр Иванов',
];

/** What each board has to show before it is looked at. */
const rowsOf = {
  today: ['.wins li', '.funnel li', '.ranking-row'],
  sales: ['.funnel li', '.pace-tile .figure', '.plan-line'],
  team: ['.wins li', '.ranking-below', '.honours li'],
  plan: ['.plan-tile .plan-line', '.plan-row'],
  activity: ['.work-table td', '.figure'],
  service: ['.weeks-bars li', '.weeks-line', '.figure'],
};
type Board = keyof typeof rowsOf;
const looks = (Object.keys(rowsOf) as Board[]).flatMap((board) =>
  (['ru', 'en'] as const).map((language) => [board, language] as const),
);

let browser: TestBrowser;
let extreme: World;

beforeAll(async () => {
  browser = await startBrowser();
  extreme = await startWorld();
  await extreme.pipeline([...stages, ...Array.from({ length: 8 }, (_, index) => `Согласование № ${index + 1}`)]);
  const clients = [
    await extreme.client(
      'Федеральное государственное бюджетное научно-исследовательское учреждение «Институт проблем имени Иванова»',
    ),
    await extreme.client('ООО «Ромашка»'),
  ];
  for (const [index, name] of people.entries()) {
    const person = await extreme.manager(name);
    const client = clients[index % 2];
    const amount = [98_765_432_109, 12_750_000, 123_456_789_012, 999_999, 88_800_000_000, 1, 1_180_000][index];
    await person.wins(await person.opens({ client, amount, at: '2026-02-10T12:00:00+03:00' }), {
      at: '2026-02-17T12:00:00+03:00',
    });
    await person.wins(await person.opens({ client, amount, at: '2026-02-20T12:00:00+03:00' }), {
      at: `2026-03-1${index}T12:00:00+03:00`,
    });
    for (const stage of stages) await person.opens({ client, amount: index % 2 ? null : 88_800_000_000, stage });
    await worksHard(extreme, person, clients[0] as Named);
    if (index > 0) await plans(extreme, amount ?? 0, { employeeId: person.id });
  }
  await plans(extreme, 98_765_432_109);
  await isServed(extreme, clients[0] as Named);
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await extreme?.close();
});

test.each(looks)(
  'keeps huge amounts and long names in their places on every screen (%s, %s)',
  async (board, language) => {
    const viewport = screens['full HD'];
    const { page } = await browser.open(
      `${extreme.url}/wall/${board}?lang=${language}`,
      await asScreen(extreme, { viewport }, board),
    );
    for (const row of rowsOf[board]) await page.locator(row).first().waitFor();
    await page.evaluate(() => document.fonts.ready);
    for (const [screen, size] of Object.entries(screens)) {
      await page.setViewportSize(size);
      await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
      await expect.poll(() => page.evaluate(outsideTiles), { message: screen }).toEqual([]);
      await expect.poll(() => page.evaluate(cutMoney), { message: screen }).toEqual([]);
      expect(await page.evaluate(widerThanScreen), screen).toBe(false);
      // 32 px on 1080 lines; in the hand, reading distance.
      const least = screen === 'phone' ? 12 : (Math.min(size.width, size.height) * 32) / 1080;
      expect((await page.evaluate(smallestText)).size, screen).toBeGreaterThanOrEqual(least);
    }
  },
);

test('the measures see what is cut off, small or out of place', async () => {
  const { page } = await browser.open(`${extreme.url}/wall/today`, await asScreen(extreme));
  await page.locator('.wins li').first().waitFor();
  const spoil = (content: string) => page.addStyleTag({ content });
  await spoil('.wins-amount { width: 3em; overflow: hidden; text-overflow: ellipsis }');
  expect((await page.evaluate(cutMoney)).join()).toContain('1,18');
  await spoil('.funnel-stage { font-size: 20px }');
  expect((await page.evaluate(smallestText)).size).toBe(20);
  await spoil('.pace-tile .figure { translate: 100vw }');
  expect((await page.evaluate(outsideTiles)).length + (await page.evaluate(cutMoney)).length).toBeGreaterThan(1);
  await spoil('.wall { position: static; overflow: visible; width: 110vw }');
  expect(await page.evaluate(widerThanScreen)).toBe(true);
});

test('says across the header that it is out of touch, and the board stays', async () => {
  const { page, context } = await browser.open('about:blank', await asScreen(extreme));
  await page.addInitScript(() => {
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
  await page.goto(`${extreme.url}/wall/today`);
  await page.locator('.wins li').first().waitFor();
  await context.setOffline(true);
  await page.evaluate(() => window.dispatchEvent(new Event('cut')));
  await page.getByText('Нет связи с сервером').waitFor({ timeout: 15_000 });
  for (const viewport of Object.values(screens)) {
    await page.setViewportSize(viewport);
    expect(await page.evaluate(widerThanScreen)).toBe(false);
    await expect.poll(() => page.evaluate(outsideTiles)).toEqual([]);
    expect(await page.locator('.wins li').count()).toBeGreaterThan(0);
  }
  await context.setOffline(false);
  await page.getByText('Нет связи с сервером').waitFor({ state: 'hidden', timeout: 20_000 });
}, 60_000);

test('the sum of a funnel whose stages do not fit is still the whole funnel', async () => {
  const { page } = await browser.open(`${extreme.url}/wall/today`, await asScreen(extreme));
  await page.getByText(/ещё \d+ этап/).waitFor();
  const deals = await page.locator('.funnel-deals').allTextContents();
  expect(deals.reduce((sum, text) => sum + Number(text), 0)).toBe(people.length * stages.length);
});

test('an empty department says what would fill it, and fills by itself', async () => {
  const world = await startWorld();
  try {
    const { page, complaints } = await browser.open(`${world.url}/wall/today`, await asScreen(world));
    await page.getByText('npm run voronka -- import').waitFor();
    await page.getByText('Пока нет побед').waitFor();
    expect(await page.locator('.tile[data-state="failed"]').count()).toBe(0);
    await world.pipeline(['Новая', 'Договор']);
    const olga = await world.manager('Ольга Смирнова');
    await olga.opens({ amount: 500_000 });
    await olga.wins(await olga.opens({ client: await world.client('ООО «Первая»'), amount: 4_514_000 }));
    await page.getByText('4,51').first().waitFor();
    // The funnel asks again every ten seconds at the latest.
    await page.locator('.funnel-stage').getByText('Договор').waitFor({ timeout: 15_000 });
    expect(complaints).toEqual([]);
  } finally {
    await world.close();
  }
}, 60_000);

test.each(['/', '/explore'])('%s fits a phone', async (path) => {
  const { page } = await comesIn(browser, extreme, 'analyst', { viewport: screens.phone });
  await page.goto(`${extreme.url}${path}`);
  await page.getByRole('link', { name: 'Исследователь' }).first().waitFor();
  if (path === '/explore') await page.locator('.examples button:enabled').first().waitFor();
  expect(await page.evaluate(widerThanScreen)).toBe(false);
});

test('whoever changes the language by keyboard stays where they were', async () => {
  const { page } = await browser.open(`${extreme.url}/`);
  await page.getByRole('button', { name: 'English' }).focus();
  await page.keyboard.press('Enter');
  await page.getByText('The live sales department').first().waitFor();
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('English');
});
