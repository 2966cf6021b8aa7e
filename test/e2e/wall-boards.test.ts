import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { does } from '../service/desk.ts';
import type { Named } from '../world/nouns.ts';
import type { Person } from '../world/person.ts';
import { startWorld, type World } from '../world/world.ts';
import { asScreen } from './as-screen.ts';
import { startBrowser, type TestBrowser } from './browser.ts';
import { plans } from './department-at-work.ts';

let browser: TestBrowser;
let world: World;
let olga: Person;
let client: Named;

beforeAll(async () => {
  browser = await startBrowser();
  world = await startWorld();
  await world.pipeline(['Новая', 'Договор']);
  olga = await world.manager('Ольга Смирнова', { team: await world.team('Первая') });
  client = await world.client('ООО «Ромашка»');
});
afterAll(async () => {
  await browser?.close();
  await world?.close();
});

type Figures = Record<string, { value: number | null; attainment?: number | null; denominator?: number | null }>;

/** What the API answers of a period's figures. */
async function answered(period: string, figures: string, by = ''): Promise<Figures> {
  const { kpis } = await world.ask<{ kpis: { total: Figures; rows: Figures[] } }>(
    `{ kpis(period: { named: ${period} } ${by}) { total { ${figures} } rows { ${figures} } } }`,
  );
  return (by ? kpis.rows[0] : kpis.total) as Figures;
}

async function hangs(board: string): Promise<{ page: Page; complaints: string[] }> {
  const opened = await browser.open(`${world.url}/wall/${board}`, await asScreen(world, {}, board));
  await opened.page.locator('.tile[data-state="live"]').first().waitFor();
  await expect.poll(() => opened.page.locator('.tile:not([data-state="live"])').count()).toBe(0);
  return opened;
}

const tile = (page: Page, title: string): Locator =>
  page.locator('.tile', { has: page.getByRole('heading', { name: title, exact: true }) });

/** The figure of a tile in full, as it is read aloud. */
const figure = (page: Page, title: string) => () =>
  tile(page, title).locator('.figure .visually-hidden').textContent({ timeout: 5_000 });

const text = (where: Locator) => () => where.textContent({ timeout: 5_000 });
const plain = (words: string | null) => words?.replaceAll(/\s/g, ' ');

function percent(value: number | null | undefined, decimals: number): string {
  const options = { style: 'percent', minimumFractionDigits: decimals, maximumFractionDigits: decimals } as const;
  return new Intl.NumberFormat('ru', options).format(value ?? Number.NaN);
}

test('the plan: nothing is planned, then it is, then it is changed', async () => {
  const { page, complaints } = await hangs('plan');
  await page.getByText('Плана на март нет').waitFor();
  expect(await page.locator('.plan-line').count()).toBe(0);
  await olga.wins(await olga.opens({ client, amount: 4_514_000 }));
  await plans(world, 10_000_000);
  await plans(world, 5_000_000, { employeeId: olga.id });
  const house = await answered('THIS_MONTH', 'revenue { value attainment }');
  const own = await answered('THIS_MONTH', 'revenue { value attainment } kpiCoefficient { value }', 'by: [EMPLOYEE]');
  expect(house.revenue?.attainment).toBeCloseTo(4_514_000 / 10_000_000, 9);
  await expect.poll(figure(page, 'План на март')).toBe(percent(house.revenue?.attainment, 1));
  await expect.poll(text(page.locator('.plan-row-share').first())).toBe(percent(own.revenue?.attainment, 0));
  // between the least, a half, and the plan, one: (4,514 − 4) ÷ (5 − 4) of the way
  expect(own.kpiCoefficient?.value).toBeCloseTo(0.757, 3);
  expect(await page.locator('.plan-row-coefficient').first().textContent()).toBe('коэф. 0,76');
  await plans(world, 4_000_000);
  await expect.poll(figure(page, 'План на март')).toBe(percent(4_514_000 / 4_000_000, 1));
  expect(complaints).toEqual([]);
});

test('the activity: a quiet week, then a call, a meeting and a lead', async () => {
  const { page, complaints } = await hangs('activity');
  await page.getByText('На этой неделе пока тихо').waitFor();
  await page.getByText('Сроков пока не было').waitFor();
  expect(await figure(page, 'Время отклика')()).toBe('—');
  const about = { clientId: client.id, employeeId: olga.id };
  await does(world, 'logActivity', { ...about, kind: 'CALL_OUT', talkSeconds: 3_900 });
  await does(world, 'logActivity', { ...about, kind: 'MEETING' });
  await does(world, 'logActivity', { ...about, kind: 'CALL_IN', at: '2026-03-16T12:00:00+03:00', talkSeconds: 60 });
  await does(world, 'addLead', { name: 'Пётр' });
  const today = await answered('TODAY', 'contacts { value } calls { value } leads { value }');
  const week = await answered('THIS_WEEK', 'calls { value } talkTime { value } meetings { value }', 'by: [EMPLOYEE]');
  expect([today.contacts?.value, week.calls?.value, week.talkTime?.value]).toEqual([2, 2, 3_960]);
  await expect.poll(figure(page, 'Контакты сегодня')).toBe(String(today.contacts?.value));
  await expect.poll(figure(page, 'Новые лиды')).toBe(String(today.leads?.value));
  const cell = (name: string) => async () => plain(await text(page.locator(`td[data-name="${name}"]`).first())());
  await expect.poll(cell('Звонки')).toBe(`${today.calls?.value} ${week.calls?.value}`);
  await expect.poll(cell('Разговоры')).toBe('1:05 1:06');
  await expect.poll(cell('Встречи')).toBe(`1 ${week.meetings?.value}`);
  expect(complaints).toEqual([]);
});

test('the service: nobody has said anything, then a request is resolved and rated', async () => {
  const { page, complaints } = await hangs('service');
  await page.getByText('Обращений пока нет').waitFor();
  expect(await figure(page, 'Оценка, CSAT')()).toBe('—');
  expect(await figure(page, 'Лояльность, NPS')()).toBe('—');
  expect(await figure(page, 'Время решения')()).toBe('—');
  const clientId = client.id;
  const arrivedAt = '2026-03-18T10:00:00+03:00';
  const asked = await does(world, 'openTicket', { kind: 'REQUEST', subject: 'Вопрос', clientId, arrivedAt });
  await does(world, 'openTicket', { kind: 'COMPLAINT', subject: 'Жалоба', clientId });
  await expect.poll(figure(page, 'Открыто сейчас')).toBe('2');
  await does(world, 'resolveTicket', { id: asked.id, resolution: 'SOLVED' });
  for (const score of [5, 5, 2]) await does(world, 'rateService', { clientId, score });
  for (const score of [10, 9, 9, 3]) await does(world, 'addNpsAnswer', { clientId, score });
  const said = await answered(
    'THIS_MONTH',
    'satisfaction { value } nps { value } resolutionTime { value denominator }',
  );
  expect([said.satisfaction?.value, said.nps?.value, said.resolutionTime?.value]).toEqual([4, 50, 7_200]);
  await expect.poll(figure(page, 'Открыто сейчас')).toBe('1');
  await expect.poll(figure(page, 'Оценка, CSAT')).toBe('4,00');
  await expect.poll(figure(page, 'Лояльность, NPS')).toBe(`+${said.nps?.value}`);
  await expect.poll(async () => plain(await figure(page, 'Время решения')())).toBe('2 ч');
  await page.getByText('67 % поставили 4 или 5').waitFor();
  await page.getByText('Сегодня поступило 2, 1 жалоба').waitFor();
  const columns = page.locator('.weeks-bars');
  expect(await columns.nth(0).locator('.weeks-count').last().textContent()).toBe('1');
  expect(await columns.nth(1).locator('.weeks-count').last().textContent()).toBe('1');
  expect(complaints).toEqual([]);
});

test('the team: honours appear before our eyes, and go when they are taken back', async () => {
  const { page, complaints } = await hangs('team');
  await page.getByText('В этом месяце ещё никого не отметили').waitFor();
  await does(world, 'giveAward', { employeeId: olga.id, kind: 'BADGE', title: 'Лучший старт' });
  await does(world, 'giveAward', {
    employeeId: olga.id,
    kind: 'BADGE',
    title: 'Зимняя',
    at: '2026-02-18T10:00:00+03:00',
  });
  const thanks = await does(world, 'thank', { employeeId: olga.id, words: 'За помощь с договором' });
  await page.getByText('Лучший старт').waitFor();
  await page.getByText('За помощь с договором').waitFor();
  expect(await page.locator('.honours li').count()).toBe(2);
  await does(world, 'takeBackThanks', { id: thanks.id, version: thanks.version });
  await page.getByText('За помощь с договором').waitFor({ state: 'detached' });
  await olga.wins(await olga.opens({ client, amount: 1_000_000 }));
  await plans(world, 100_000_000, { employeeId: olga.id });
  await does(world, 'logActivity', { clientId: client.id, employeeId: olga.id, kind: 'MEETING' });
  const own = await answered(
    'THIS_MONTH',
    'revenue { attainment } calls { value } meetings { value }',
    'by: [EMPLOYEE]',
  );
  const shown = [percent(own.revenue?.attainment, 0), own.calls?.value, own.meetings?.value];
  const said = async () => plain(await text(page.locator('.ranking-below').first())());
  const words = new RegExp(`^${shown.join(' [^·]+ · ').replaceAll(/\s/g, ' ')} встреч`);
  await expect.poll(said).toMatch(words);
  expect(complaints).toEqual([]);
});
