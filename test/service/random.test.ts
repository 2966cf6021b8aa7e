import { afterAll, beforeAll, expect, test } from 'vitest';
import { ledgerChecks, verify } from '../../server/src/ledger/verify.ts';
import { recordsEqualTheirRows } from '../../server/src/records/verify-records.ts';
import { serviceRecords } from '../../server/src/service/service.records.ts';
import { seeded } from '../ledger/random-department.ts';
import { startWorld, type World } from '../world/world.ts';
import { totals } from './desk.ts';
import { liveService } from './random-service.ts';

let world: World;

beforeAll(async () => {
  world = await startWorld({ now: '2026-03-18T12:00:00+03:00' });
  const random = seeded(20_260_318);
  await liveService(world, (sides) => Math.floor(random() * sides), 300);
});
afterAll(() => world.close());

interface Ticket {
  kind: string;
  arrived_at: Date;
  answered_at: Date | null;
  answer_due_at: Date;
  history: { kind: string; at: string }[];
}

const read = <Row>(text: string) => world.database.owner.query<Row & Record<string, unknown>>({ text, values: [] });

/** Minute by minute: who works from nine to six, Monday to Friday; no holidays in these weeks. */
function workedSeconds(from: Date, to: Date): number {
  let minutes = 0;
  for (let at = from.getTime(); at < to.getTime(); at += 60_000) {
    const moscow = new Date(at + 3 * 3_600_000);
    const [day, hour] = [moscow.getUTCDay(), moscow.getUTCHours()];
    if (day >= 1 && day <= 5 && hour >= 9 && hour < 18) minutes += 1;
  }
  return minutes * 60;
}

function nonZero(counts: Record<string, number>): Record<string, number> {
  return Object.fromEntries(Object.entries(counts).filter(([, count]) => count !== 0));
}

test('whatever happens, every row stands in the ledger for what it is', async () => {
  const records = serviceRecords.map(({ record }) => record);
  await world.roll();
  expect(await verify(world.database.owner, [...ledgerChecks, recordsEqualTheirRows(records)])).toEqual([]);
});

test('tickets add up to what counting them one by one says', async () => {
  const rows = await read<Ticket>('select * from ticket where ended_at is null');
  expect(rows.length).toBeGreaterThan(20);
  const counts = {
    requests: 0,
    complaints: 0,
    answers: 0,
    response_time: 0,
    late_answers: 0,
    resolved: 0,
    resolution_time: 0,
  };
  for (const { kind, arrived_at, answered_at, answer_due_at, history } of rows) {
    if (kind === 'request') counts.requests += 1;
    else counts.complaints += 1;
    if (answered_at) {
      counts.answers += 1;
      counts.response_time += workedSeconds(arrived_at, answered_at);
    }
    if (answered_at === null || answered_at > answer_due_at) counts.late_answers += 1;
    const last = history.at(-1);
    if (last?.kind === 'resolved') {
      counts.resolved += 1;
      counts.resolution_time += (new Date(last.at).getTime() - arrived_at.getTime()) / 1000;
    }
  }
  expect(Object.values(counts).every((count) => count > 0)).toBe(true);
  expect(await totals(world, 'ticket')).toEqual(counts);
});

test('each client, as it was put right', async () => {
  const rows = await read<{ client_id: string; kind: string }>(
    'select client_id, kind from ticket where ended_at is null',
  );
  const told = await read<{ client_id: string; requests: number; complaints: number }>(
    `select client_id, sum(requests)::float as requests, sum(complaints)::float as complaints from ledger
      where noun = 'ticket' and not event group by client_id having sum(requests) <> 0 or sum(complaints) <> 0`,
  );
  const of = (client: string, kind: string) =>
    rows.filter((row) => row.client_id === client && row.kind === kind).length;
  expect(told.length).toBeGreaterThan(2);
  for (const { client_id, requests, complaints } of told)
    expect([requests, complaints]).toEqual([of(client_id, 'request'), of(client_id, 'complaint')]);
});

test('ratings and answers of NPS', async () => {
  const ratings = await read<{ score: number }>('select score from rating where ended_at is null');
  expect(ratings.length).toBeGreaterThan(5);
  expect(await totals(world, 'rating')).toEqual(
    nonZero({
      ratings: ratings.length,
      rating_sum: ratings.reduce((sum, { score }) => sum + score, 0),
      high_ratings: ratings.filter(({ score }) => score >= 4).length,
    }),
  );
  const asked = await read<{ score: number }>('select score from nps_answer where ended_at is null');
  const surveyed = await read<{ answers: { question: number; score: number }[] }>(
    'select answers from survey_answer where ended_at is null',
  );
  for (const [noun, scores] of [
    ['nps_answer', asked.map(({ score }) => score)],
    ['survey_answer', surveyed.flatMap(({ answers }) => answers.filter((a) => a.question === 2).map((a) => a.score))],
  ] as const)
    expect(await totals(world, noun), noun).toEqual(
      nonZero({
        nps_answers: scores.length,
        promoters: scores.filter((score) => score > 8).length,
        detractors: scores.filter((score) => score < 7).length,
      }),
    );
});
