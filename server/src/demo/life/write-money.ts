import type { Queryable } from '../../database/database.ts';
import { sql } from '../../lib/sql.ts';
import { type Day, dayOf, startOfDay } from '../../lib/zone.ts';
import { budgetItemNoun } from '../../plans/budget/budget-item.ts';
import { expenseNoun } from '../../plans/budget/expense.ts';
import { expenseCategoryNoun } from '../../plans/budget/expense-category.ts';
import { writeMany } from '../../records/write-many.ts';
import { campaignKeys, campaignOf, daysOf, monthAfter } from '../campaigns.ts';
import type { departments } from '../house.ts';
import { externalId } from '../nouns.ts';
import { Random } from '../random.ts';
import { demandOn } from '../seasons.ts';
import { isTold, later, type Telling } from './telling.ts';

interface Category {
  name: string;
  department: keyof typeof departments;
  /** roubles a month when the story begins; 0: noted with the campaigns */
  monthly: number;
  acquisition: boolean;
  notes: readonly string[];
}

const categories: Record<string, Category> = {
  ads: { name: 'Реклама и продвижение', department: 'marketing', monthly: 0, acquisition: true, notes: [] },
  search: {
    ...{ name: 'Поиск клиентов: базы и обзвон', department: 'sales', monthly: 38_000, acquisition: true },
    notes: ['Подписка на базу компаний', 'Обзвон новых точек', 'Доступ к тендерной площадке'],
  },
  trips: {
    ...{ name: 'Командировки и выезды', department: 'sales', monthly: 64_000, acquisition: false },
    notes: ['Выезд на замер', 'Поездка к клиенту в Самару', 'Поездка к клиенту в Екатеринбург', 'Такси и топливо'],
  },
  phones: {
    ...{ name: 'Связь и телефония', department: 'sales', monthly: 17_000, acquisition: false },
    notes: ['Виртуальная АТС', 'Мобильная связь'],
  },
  software: {
    ...{ name: 'Программы и подписки', department: 'sales', monthly: 26_000, acquisition: false },
    notes: ['Лицензии', 'Электронный документооборот'],
  },
  gifts: {
    ...{ name: 'Представительские расходы', department: 'sales', monthly: 21_000, acquisition: false },
    notes: ['Деловой обед', 'Подарки ключевым клиентам', 'Чай и кофе для шоурума'],
  },
  training: {
    ...{ name: 'Обучение сотрудников', department: 'sales', monthly: 19_000, acquisition: false },
    notes: ['Тренинг по переговорам', 'Онлайн-курс', 'Книги для библиотеки отдела'],
  },
  design: {
    ...{ name: 'Тексты и дизайн', department: 'marketing', monthly: 33_000, acquisition: false },
    notes: ['Верстка каталога', 'Фотосъёмка объекта', 'Тексты для сайта'],
  },
  visits: {
    ...{ name: 'Гарантийные выезды', department: 'service', monthly: 41_000, acquisition: false },
    notes: ['Выезд мастера', 'Выезд холодильщика', 'Транспорт сервиса'],
  },
  parts: {
    ...{ name: 'Запчасти и расходники', department: 'service', monthly: 28_000, acquisition: false },
    notes: ['Уплотнители и петли', 'Колёса для тележек', 'Термопринтер для весов'],
  },
};

/** What a month may cost, in kopecks: as much as the season asks for, in round thousands. */
function budgetOf(key: string, month: Day, start: Day): number {
  const middle = `${month.slice(0, 8)}15`;
  const running = campaignKeys.filter((campaign) => {
    const { first, last } = daysOf(campaign, start);
    return first <= middle && (last === null || middle <= last);
  });
  const daily = running.reduce((sum, campaign) => sum + campaignOf(campaign).daily, 0);
  const monthly = key === 'ads' ? daily * 27 : (categories[key]?.monthly ?? 0);
  return Math.round((monthly * demandOn(middle, start) ** 0.8) / 1000) * 100_000;
}

/** Writes what money is for. Returns the ids by key. */
export async function writeCategories({ tx, ctx, after }: Telling): Promise<Map<string, string>> {
  const rows = Object.entries(categories).map(([key, { name, acquisition }]) => {
    return { externalId: externalId(`expense:${key}`), name, acquisition, recordedAt: after };
  });
  const ids = await writeMany(tx, ctx, expenseCategoryNoun, rows);
  return new Map(Object.keys(categories).map((key, i) => [key, ids[i] ?? '']));
}

/** Reads the same ids from a database in which they stand. */
export async function readCategories(db: Queryable): Promise<Map<string, string>> {
  const rows = await db.query<{ id: string; key: string }>(sql`/* demo-categories */ select id, external_id as key
    from expense_category where external_id like ${externalId('expense:%')}`);
  return new Map(rows.map(({ id, key }) => [key.slice(externalId('expense:').length), id]));
}

/** Writes the budget month by month to the end of the year in which the story ends, and what exhibitions may cost once. */
export async function writeBudget(telling: Telling, ids: ReadonlyMap<string, string>): Promise<void> {
  const { tx, ctx, world, nouns, after, until } = telling;
  const { start, timeZone } = world;
  const lastMonth = `${dayOf(until, timeZone).slice(0, 4)}-12-01`;
  const decidedFor = (day: Day) => {
    const decided = startOfDay(`${Number(day.slice(0, 4)) - 1}-12-18`, timeZone);
    return later(decided, after);
  };
  const items = [];
  for (let month = start; month <= lastMonth; month = monthAfter(month, 1)) {
    for (const [key, { department }] of Object.entries(categories)) {
      const amount = budgetOf(key, month, start);
      if (amount > 0) items.push({ key, kind: 'period' as const, day: month, department, amount, note: null });
    }
  }
  for (const campaign of campaignKeys) {
    const { once, name } = campaignOf(campaign);
    const { first } = daysOf(campaign, start);
    const amount = Math.round((once * 1.05) / 1000) * 100_000;
    if (amount > 0 && first <= lastMonth)
      items.push({
        key: 'ads',
        kind: 'one_off' as const,
        day: first,
        department: 'marketing' as const,
        amount,
        note: name,
      });
  }
  await writeMany(
    tx,
    ctx,
    budgetItemNoun,
    items.map(({ key, kind, day, department, amount, note }) => {
      const departmentId = nouns.of('department', department).id;
      const stamps = { budget: { department_id: departmentId, team_id: null, employee_id: null } };
      const row = { categoryId: ids.get(key) ?? '', kind, day, startsAt: startOfDay(day, timeZone), amount, note };
      return { ...row, departmentId, stamps, recordedAt: decidedFor(day) };
    }),
  );
}

/** Writes what was spent beside the campaigns: near the budget, now and then beyond it. */
export async function writeExpenses(telling: Telling, ids: ReadonlyMap<string, string>): Promise<void> {
  const { tx, ctx, world, nouns, until, heard } = telling;
  const { office, seed, start, timeZone } = world;
  const rows = [];
  for (let index = 0; index <= office.position(until); index += 1) {
    const day = office.day(index);
    const noted = office.instant(index + 0.9);
    if (!isTold(telling, noted)) continue;
    for (const [key, { department, notes, acquisition, monthly }] of Object.entries(categories)) {
      const random = new Random(seed, 'expense', key, day);
      // some three times a month, a third of it each
      if (monthly === 0 || !random.chance(3 / 21)) continue;
      const month = `${day.slice(0, 8)}01`;
      const amount = Math.round((budgetOf(key, month, start) / 3) * 0.94 * random.skewed(0.28));
      const departmentId = nouns.of('department', department).id;
      const own = { department_id: departmentId, team_id: null, employee_id: null };
      rows.push({
        ...{
          categoryId: ids.get(key) ?? '',
          day,
          startsAt: startOfDay(day, timeZone),
          amount,
          departmentId,
          acquisition,
        },
        ...{ note: random.pick(notes), stamps: { spent: { ...own, campaign_id: null, source_id: null } } },
        recordedAt: heard(noted),
      });
    }
  }
  await writeMany(tx, ctx, expenseNoun, rows);
}
