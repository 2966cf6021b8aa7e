import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ledgerChecks, verify } from '../../server/src/ledger/verify.ts';
import { recordsEqualTheirRows } from '../../server/src/records/verify-records.ts';
import { serviceRecords } from '../../server/src/service/service.records.ts';
import type { Named } from '../world/nouns.ts';
import { startWorld, type Visitor, type World } from '../world/world.ts';
import { does, moscow, type Row, standsFor } from './desk.ts';

const fields = `id version kind priority status arrivedAt answerDueAt resolveDueAt answeredAt responseTime resolvedAt resolution
  outcome reopenings employee { id } team { id } department { id } client { id } history { kind at resolution note }`;

let world: World;
let vera: Named;
let igor: Named;
let agent: Visitor;
let client: Named;

beforeAll(async () => {
  // a Monday; the department works from nine to six
  world = await startWorld({ now: '2026-03-23T12:00:00+03:00' });
  const service = await world.department('Служба клиентов');
  vera = await world.employee('Вера', { team: await world.team('Дневная', { department: service }) });
  igor = await world.employee('Игорь', { team: await world.team('Вечерняя', { department: service }) });
  agent = await world.enters('service_agent', { employee: vera });
  client = await world.client('ООО «Ромашка»', { segment: await world.segment('Опт') });
  for (const [kind, priority, answerWithinMinutes, resolveWithinMinutes] of [
    ['COMPLAINT', 'HIGH', 240, 960],
    ['REQUEST', 'NORMAL', 60, 1080],
  ])
    await does(world, 'addServiceDeadline', { kind, priority, answerWithinMinutes, resolveWithinMinutes });
});
afterAll(async () => {
  const records = serviceRecords.map(({ record }) => record);
  const findings = await verify(world.database.owner, [...ledgerChecks, recordsEqualTheirRows(records)]);
  await world.close();
  expect(findings).toEqual([]);
});

function opens(input: object = {}, who = agent): Promise<Row> {
  const given = { kind: 'COMPLAINT', priority: 'HIGH', subject: 'Скрипит кровать', clientId: client.id };
  return does(who, 'openTicket', { ...given, arrivedAt: moscow('2026-03-20T16:00'), ...input }, fields);
}

describe('a ticket that came on Friday at four', () => {
  test('has deadlines that pass over the week-end, and falls to whoever opened it', async () => {
    const ticket = await opens();
    expect(ticket).toMatchObject({
      ...{ status: 'NEW', reopenings: 0, employee: { id: vera.id }, answeredAt: null, resolvedAt: null },
      // two hours on Friday, two on Monday
      answerDueAt: moscow('2026-03-23T11:00'),
      // sixteen: two on Friday, nine on Monday, five on Tuesday
      resolveDueAt: moscow('2026-03-24T14:00'),
    });
    expect(await standsFor(world, 'ticket', ticket.id)).toEqual([
      { at: moscow('2026-03-20T16:00'), employee: vera.id, adds: { complaints: 1 } },
      { at: moscow('2026-03-23T11:00'), employee: vera.id, adds: { late_answers: 1 } },
    ]);
  });

  test('is no longer late when it turns out to have been answered in time', async () => {
    const { id } = await opens();
    const answered = await does(agent, 'answerTicket', { id, at: moscow('2026-03-23T10:30') }, fields);
    // two hours on Friday and one and a half on Monday
    expect(answered).toMatchObject({ status: 'IN_WORK', responseTime: 12_600, answeredAt: moscow('2026-03-23T10:30') });
    expect(await standsFor(world, 'ticket', id)).toEqual([
      { at: moscow('2026-03-20T16:00'), employee: vera.id, adds: { complaints: 1 } },
      { at: moscow('2026-03-23T10:30'), employee: vera.id, adds: { answers: 1, response_time: 12_600 } },
    ]);
  });

  test('stays late when the answer came after', async () => {
    const { id } = await opens();
    await does(agent, 'answerTicket', { id });
    expect(await standsFor(world, 'ticket', id)).toEqual([
      { at: moscow('2026-03-20T16:00'), employee: vera.id, adds: { complaints: 1 } },
      { at: moscow('2026-03-23T11:00'), employee: vera.id, adds: { late_answers: 1 } },
      { at: moscow('2026-03-23T12:00'), employee: vera.id, adds: { answers: 1, response_time: 18_000 } },
    ]);
  });

  test('answered on Saturday took no working time but those two hours', async () => {
    const { id } = await opens();
    const answered = await does(agent, 'answerTicket', { id, at: moscow('2026-03-21T15:00') }, fields);
    expect(answered.responseTime).toBe(7200);
  });
});

describe('what a ticket counts', () => {
  test('once resolved, taken back where it was reopened, and the whole time when it was resolved again', async () => {
    const { id } = await opens({ employeeId: igor.id });
    await does(agent, 'resolveTicket', {
      id,
      resolution: 'SOLVED',
      outcome: 'Смазали',
      at: moscow('2026-03-21T10:00'),
    });
    await does(agent, 'assignTicket', { id, employeeId: vera.id });
    const reopened = await does(
      agent,
      'reopenTicket',
      { id, reason: 'Опять скрипит', at: moscow('2026-03-22T10:00') },
      fields,
    );
    expect(reopened).toMatchObject({ status: 'REOPENED', reopenings: 1, resolvedAt: null, resolution: null });
    const input = { id, resolution: 'COMPENSATED', at: moscow('2026-03-23T09:00') };
    expect(await does(agent, 'resolveTicket', input, fields)).toMatchObject({
      ...{ status: 'RESOLVED', resolution: 'COMPENSATED', employee: { id: vera.id } },
      history: [
        { kind: 'RESOLVED', at: moscow('2026-03-21T10:00'), resolution: 'SOLVED', note: 'Смазали' },
        { kind: 'REOPENED', at: moscow('2026-03-22T10:00'), resolution: null, note: 'Опять скрипит' },
        { kind: 'RESOLVED', at: moscow('2026-03-23T09:00'), resolution: 'COMPENSATED', note: null },
      ],
    });
    const toSaturday = 18 * 3600;
    expect(await standsFor(world, 'ticket', id)).toEqual([
      { at: moscow('2026-03-20T16:00'), employee: igor.id, adds: { complaints: 1 } },
      {
        ...{ at: moscow('2026-03-21T10:00'), employee: igor.id },
        adds: { answers: 1, response_time: 7200, resolved: 1, resolution_time: toSaturday },
      },
      // what is taken back is taken back from whom it was counted to
      { at: moscow('2026-03-22T10:00'), employee: igor.id, adds: { resolved: -1, resolution_time: -toSaturday } },
      { at: moscow('2026-03-23T09:00'), employee: vera.id, adds: { resolved: 1, resolution_time: 65 * 3600 } },
    ]);
  });

  test('is of whoever answered for it then: lateness that is still to come moves with it', async () => {
    const input = { kind: 'REQUEST', priority: 'NORMAL', arrivedAt: moscow('2026-03-23T11:30') };
    const { id, answerDueAt } = await opens({ ...input, employeeId: igor.id });
    expect(answerDueAt).toBe(moscow('2026-03-23T12:30'));
    const given = await does(agent, 'assignTicket', { id, employeeId: vera.id }, fields);
    expect(given).toMatchObject({ status: 'IN_WORK', employee: { id: vera.id } });
    expect(await standsFor(world, 'ticket', id)).toEqual([
      { at: moscow('2026-03-23T11:30'), employee: igor.id, adds: { requests: 1 } },
      { at: moscow('2026-03-23T12:30'), employee: vera.id, adds: { late_answers: 1 } },
    ]);
  });

  test('lateness that has come stays with whoever was late', async () => {
    const { id } = await opens();
    await does(agent, 'assignTicket', { id, employeeId: igor.id });
    expect((await standsFor(world, 'ticket', id)).map(({ employee }) => employee)).toEqual([vera.id, vera.id]);
  });

  test('is put right everywhere when the client, the product or the kind was wrong, and taken back when it was a mistake', async () => {
    const other = await world.client('ООО «Лютик»', { segment: await world.segment('Розница') });
    const product = await world.product('Диван', { line: await world.productLine('Диваны') });
    const { id } = await opens();
    const { version } = await does(agent, 'resolveTicket', { id, resolution: 'EXPLAINED' });
    const right = { clientId: other.id, productId: product.id, kind: 'REQUEST', priority: 'NORMAL' };
    await does(agent, 'amendTicket', { id, version, ...right });
    const rows = await world.database.owner.query<Record<string, string>>({
      text: `/* whose */ select client_id, segment_id, product_id, product_line_id, sum(requests) as requests, sum(complaints) as complaints,
          sum(resolved) as resolved, sum(answers) as answers
        from ledger where noun = 'ticket' and noun_id = $1 and not event group by 1, 2, 3, 4 order by client_id = $2`,
      values: [id, other.id],
    });
    expect(rows[0]).toMatchObject({
      client_id: client.id,
      requests: null,
      complaints: '0',
      resolved: '0',
      answers: '0',
    });
    expect(rows[1]).toMatchObject({
      client_id: other.id,
      product_id: product.id,
      requests: '1',
      resolved: '1',
      answers: '1',
    });
    expect(rows[1]?.product_line_id).not.toBeNull();
    expect(rows[1]?.segment_id).not.toBe(rows[0]?.segment_id);
    await does(agent, 'endTicket', { id });
    expect(await standsFor(world, 'ticket', id)).toEqual([]);
  });

  test('goes by the promise made to leads where no deadline is set for its kind and priority', async () => {
    const ticket = await opens({ priority: 'LOW' });
    expect(ticket).toMatchObject({ resolveDueAt: null });
    expect(ticket.answerDueAt).not.toBeNull();
  });
});

describe('the way of a ticket', () => {
  test('waits, goes on, and belongs to whoever answers it first', async () => {
    const nobodys = await world.enters('integration');
    const opened = await opens({}, nobodys);
    expect(opened).toMatchObject({ employee: null, team: null, status: 'NEW' });
    const { id } = opened;
    expect(await does(agent, 'holdTicket', { id }, fields)).toMatchObject({ status: 'WAITING' });
    expect(await does(agent, 'resumeTicket', { id }, fields)).toMatchObject({ status: 'IN_WORK' });
    const answered = await does(agent, 'answerTicket', { id }, fields);
    expect(answered).toMatchObject({ employee: { id: vera.id }, team: { id: expect.any(String) } });
  });

  test('is overdue from its nearest deadline on: the longest first, page by page', async () => {
    const shown = async (first: number, after: string | null = null) =>
      (
        await agent.ask<{
          overdueTickets: { nodes: Row[]; totalCount: number; pageInfo: { endCursor: string | null } };
        }>(
          `query ($first: Int, $after: String) { overdueTickets(first: $first, after: $after) {
            nodes { id status arrivedAt answeredAt answerDueAt resolveDueAt } totalCount pageInfo { endCursor } } }`,
          { first, after },
        )
      ).overdueTickets;
    world.clock.set('2026-03-26T12:00:00+03:00');
    const { tickets } = await agent.ask<{ tickets: { nodes: Row[] } }>(
      '{ tickets(first: 500) { nodes { id version status endedAt answeredAt answerDueAt resolveDueAt } } }',
    );
    const now = world.clock.now().toISOString();
    const expected = tickets.nodes
      .filter(({ status, endedAt }) => status !== 'RESOLVED' && endedAt === null)
      .map((t) => ({ id: t.id, due: t.answeredAt === null ? [t.answerDueAt, t.resolveDueAt] : [t.resolveDueAt] }))
      .map(({ id, due }) => ({ id, due: due.filter((at) => at !== null).toSorted()[0] as string | undefined }))
      .filter(({ due }) => due !== undefined && due < now)
      .toSorted((a, b) => ((a.due ?? '') < (b.due ?? '') ? -1 : a.due === b.due ? Number(a.id) - Number(b.id) : 1));
    expect(expected.length).toBeGreaterThan(4);
    const seen: string[] = [];
    for (let after: string | null = null; ; ) {
      const page = await shown(2, after);
      expect(page.totalCount).toBe(expected.length);
      seen.push(...page.nodes.map(({ id }) => id));
      after = page.pageInfo.endCursor;
      if (page.nodes.length < 2 || seen.length >= expected.length) break;
    }
    expect(seen).toEqual(expected.map(({ id }) => id));
    expect(await agent.refused('{ overdueTickets(after: "nonsense") { totalCount } }')).toMatchObject({
      field: 'after',
    });
  });
});
