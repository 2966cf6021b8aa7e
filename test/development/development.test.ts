import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ledgerChecks, verify } from '../../server/src/ledger/verify.ts';
import { sql } from '../../server/src/lib/sql.ts';
import { recordsEqualTheirRows } from '../../server/src/records/verify-records.ts';
import { registered } from '../../server/src/registry.ts';
import { does, entries, refusedTo, standsFor } from '../service/desk.ts';
import type { Named } from '../world/nouns.ts';
import { startWorld, type Visitor, type World } from '../world/world.ts';
import { liveDevelopment } from './random-development.ts';

let world: World;
let anna: Named;
let boris: Named;
let manager: Visitor;
let head: Visitor;
beforeAll(async () => {
  world = await startWorld();
  const [sales, other] = [await world.department('Продажи'), await world.department('Сервис')];
  const [team, far] = [
    await world.team('Первая', { department: sales }),
    await world.team('Дальняя', { department: other }),
  ];
  anna = await world.employee('Анна Лисина', { team });
  boris = await world.employee('Борис Зимин', { team: far });
  manager = await world.enters('manager', { employee: anna });
  head = await world.enters('head_of_sales', { employee: await world.employee('Глава', { team }) });
});
afterAll(() => world.close());

interface Finished {
  kpis: {
    rows: {
      employee: Named;
      trainingCompletion: { value: number | null; numerator: number | null; denominator: number | null };
    }[];
  };
}

describe('recognition', () => {
  test('awards are given above and within the department; walls see them', async () => {
    const award = await does(
      head,
      'giveAward',
      { employeeId: anna.id, kind: 'AWARD', title: 'Лучшая сделка' },
      'id version title at givenBy { name } department { name }',
    );
    expect(award).toMatchObject({
      title: 'Лучшая сделка',
      at: world.clock.now().toISOString(),
      givenBy: { name: 'Глава' },
      department: { name: 'Продажи' },
    });
    expect(await refusedTo(head, 'giveAward', { employeeId: boris.id, kind: 'AWARD', title: 'Чужому' })).toMatchObject({
      code: 'FORBIDDEN',
      field: 'input.employeeId',
    });
    expect(await refusedTo(manager, 'giveAward', { employeeId: anna.id, kind: 'AWARD', title: 'Себе' })).toMatchObject({
      code: 'FORBIDDEN',
    });
    const screen = await world.enters('screen');
    expect(await screen.ask('{ awards { nodes { title employee { name } } } }')).toEqual({
      awards: { nodes: [{ title: 'Лучшая сделка', employee: { name: 'Анна Лисина' } }] },
    });
  });

  test('everybody thanks everybody but themselves, and takes back only their own', async () => {
    const thanks = await does(manager, 'thank', { employeeId: boris.id, words: 'Выручил' });
    expect(await refusedTo(manager, 'thank', { employeeId: anna.id, words: 'Сама себя' })).toMatchObject({
      refusal: 'OWN_THANKS',
      field: 'input.employeeId',
    });
    const other = await world.enters('service_agent', { employee: boris });
    expect(await refusedTo(other, 'takeBackThanks', { id: thanks.id })).toMatchObject({
      code: 'FORBIDDEN',
      field: 'input.id',
    });
    expect(await does(manager, 'takeBackThanks', { id: thanks.id }, 'id version endedAt')).toMatchObject({
      version: 2,
      endedAt: world.clock.now().toISOString(),
    });
  });

  test('a career is steps of status and position; a step is one of them', async () => {
    const level = await does(world, 'addStatusLevel', { name: 'Эксперт', rank: 2 });
    expect(await refusedTo(world, 'addStatusLevel', { name: 'Другой', rank: 2 })).toMatchObject({
      refusal: 'TAKEN',
      field: 'input.rank',
    });
    expect(await refusedTo(head, 'promoteEmployee', { employeeId: anna.id })).toMatchObject({
      code: 'BAD_USER_INPUT',
      field: 'input.levelId',
    });
    expect(
      await refusedTo(head, 'promoteEmployee', { employeeId: anna.id, levelId: level.id, day: '2026-03-19' }),
    ).toMatchObject({ field: 'input.day' });
    expect(
      await does(head, 'promoteEmployee', { employeeId: anna.id, levelId: level.id }, 'id version day level { name }'),
    ).toMatchObject({ day: '2026-03-18', level: { name: 'Эксперт' } });
  });
});

describe('training', () => {
  test('is assigned, begun, finished, and counted by hand', async () => {
    const course = await does(world, 'addCourse', { title: 'Возражения', kind: 'MENTORING' });
    const second = await does(world, 'addCourse', { title: 'Воронка', kind: 'CONFERENCE' });
    const one = await does(head, 'assignCourse', {
      employeeId: anna.id,
      courseId: course.id,
      assignedAt: '2026-03-02T09:00:00Z',
    });
    const two = await does(head, 'assignCourse', {
      employeeId: anna.id,
      courseId: second.id,
      assignedAt: '2026-03-03T09:00:00Z',
    });
    expect(await refusedTo(head, 'assignCourse', { employeeId: anna.id, courseId: course.id })).toMatchObject({
      refusal: 'TAKEN',
      field: 'input.courseId',
    });
    expect(await refusedTo(manager, 'finishCourse', { id: one.id, at: '2026-03-01T09:00:00Z' })).toMatchObject({
      code: 'BAD_USER_INPUT',
      field: 'input.at',
    });
    expect(await refusedTo(manager, 'finishCourse', { id: one.id, score: 101 })).toMatchObject({
      field: 'input.score',
    });
    await does(manager, 'startCourse', { id: one.id, at: '2026-03-04T09:00:00Z' });
    await does(manager, 'finishCourse', { id: one.id, at: '2026-03-10T09:00:00Z', score: 90 });
    expect(await refusedTo(manager, 'finishCourse', { id: one.id })).toMatchObject({ refusal: 'COURSE_FINISHED' });
    expect(await standsFor(world, 'course_assignment', one.id)).toEqual([
      { at: '2026-03-02T09:00:00.000Z', employee: anna.id, adds: { training_assigned: 1 } },
      { at: '2026-03-10T09:00:00.000Z', employee: anna.id, adds: { training_finished: 1 } },
    ]);
    const ask = (asOf: string) =>
      world.ask<Finished>(
        'query ($asOf: DateTime) { kpis(period: { named: THIS_MONTH }, by: [EMPLOYEE], asOf: $asOf) { rows { employee { name } trainingCompletion { value numerator denominator } } } }',
        { asOf },
      );
    const figure = async (asOf: string) => (await ask(asOf)).kpis.rows[0]?.trainingCompletion;
    expect(await figure('2026-03-05T00:00:00Z')).toEqual({ value: 0, numerator: 0, denominator: 2 });
    expect(await figure('2026-03-18T00:00:00Z')).toEqual({ value: 0.5, numerator: 1, denominator: 2 });
    await does(head, 'cancelCourse', { id: two.id });
    expect(await standsFor(world, 'course_assignment', two.id)).toEqual([]);
    expect(await figure('2026-03-18T00:00:00Z')).toEqual({ value: 1, numerator: 1, denominator: 1 });
    await does(head, 'reopenCourse', { id: one.id });
    expect(await figure('2026-03-18T00:00:00Z')).toEqual({ value: 0, numerator: 0, denominator: 1 });
  });

  test('the same key again posts nothing', async () => {
    const course = await does(world, 'addCourse', { title: 'Один раз', kind: 'ONLINE' });
    const input = { key: 'once', employeeId: boris.id, courseId: course.id };
    const first = await does(world, 'assignCourse', input);
    const before = await entries(world);
    expect(await does(world, 'assignCourse', input)).toEqual(first);
    expect(await entries(world)).toBe(before);
  });

  test('nobody says for others that they have finished', async () => {
    const course = await does(world, 'addCourse', { title: 'Чужой курс', kind: 'ONLINE' });
    const theirs = await does(world, 'assignCourse', { employeeId: boris.id, courseId: course.id });
    expect(await refusedTo(manager, 'finishCourse', { id: theirs.id })).toMatchObject({
      code: 'FORBIDDEN',
      field: 'input.id',
    });
    expect(await refusedTo(head, 'cancelCourse', { id: theirs.id })).toMatchObject({
      code: 'FORBIDDEN',
      field: 'input.id',
    });
  });
});

describe('scripts and objections', () => {
  interface Search {
    searchScripts: {
      totalCount: number;
      nodes: { script: { title: string } | null; objection: { title: string } | null }[];
    };
  }
  const search = async (words: string): Promise<string[]> => {
    const found = await manager.ask<Search>(
      'query ($words: String!) { searchScripts(words: $words) { totalCount nodes { script { title } objection { title } } } }',
      { words },
    );
    const titles = found.searchScripts.nodes.map(({ script, objection }) => (script ?? objection)?.title ?? '');
    expect(found.searchScripts.totalCount).toBe(titles.length);
    return titles;
  };

  test('are found by any form of their words, else by a part; what matters most comes first', async () => {
    await does(head, 'addScript', { title: 'Первая встреча', words: 'Здравствуйте, пришли рассказать о кроватях.' });
    await does(head, 'addObjection', {
      title: 'Дорого',
      words: 'Сравним стоимость владения за десять лет. Первая встреча была вам удобна?',
    });
    const old = await does(head, 'addScript', { title: 'Старая встреча', words: 'Больше не говорим так.' });
    await does(head, 'endScript', { id: old.id });
    expect(await search('встречи')).toEqual(['Первая встреча', 'Дорого']);
    expect(await search('стоимости')).toEqual(['Дорого']);
    expect(await search('крова')).toEqual(['Первая встреча']);
    expect(await search('100% "кавычка')).toEqual([]);
    expect(await manager.refused('{ searchScripts(words: " ") { totalCount } }')).toMatchObject({
      code: 'BAD_USER_INPUT',
      field: 'words',
    });
    expect(await refusedTo(manager, 'addScript', { title: 'Своё', words: 'Моё' })).toMatchObject({ code: 'FORBIDDEN' });
  });
});

test('whatever happens at random, the ledger stands for the rows', async () => {
  let state = 7;
  const roll = (sides: number) =>
    Math.floor(((state = (state * 1_103_515_245 + 12_345) % 2_147_483_648) / 2_147_483_648) * sides);
  await liveDevelopment(world, roll, 60);
  const records = registered.map(({ record }) => record);
  expect(await verify(world.database.owner, [...ledgerChecks, recordsEqualTheirRows(records)])).toEqual([]);
  const [counted] = await world.database.owner.query<{ assigned: string; finished: string }>(
    sql`/* standing-training */ select coalesce(sum(training_assigned), 0) as assigned, coalesce(sum(training_finished), 0) as finished from ledger`,
  );
  const rows = await world.database.owner.query<{ finished_at: Date | null; ended_at: Date | null }>(
    sql`/* raw-assignments */ select finished_at, ended_at from course_assignment`,
  );
  const standing = rows.filter(({ ended_at }) => ended_at === null);
  expect(counted).toEqual({
    assigned: String(standing.length),
    finished: String(standing.filter(({ finished_at }) => finished_at !== null).length),
  });
});
