import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Person } from '../world/person.ts';
import { startWorld, type Visitor, type World } from '../world/world.ts';
import { does, findings, refusedTo, sums } from './deal-desk.ts';

let world: World;
let olga: Person;
let seller: Visitor;
let assistant: Visitor;

beforeAll(async () => {
  world = await startWorld({ now: '2026-03-18T12:00:00+03:00' });
  await world.pipeline(['Новая', 'Договор']);
  const team = await world.team('Первая', { department: await world.department() });
  olga = await world.manager('Ольга', { team });
  seller = await world.enters('manager', { employee: olga });
  assistant = await world.enters('assistant', { employee: await world.employee('Анна', { team }) });
});
afterAll(async () => {
  const wrong = await findings(world);
  await world.close();
  expect(wrong).toEqual([]);
});

const fields = 'id version amount paid remainder paymentStatus issuedAt client { id } employee { name } deal { id }';
interface Paper {
  id: string;
  version: number;
  paid: number;
  remainder: number | null;
  paymentStatus: string | null;
}
const measures = ['documents_due', 'documents_on_time', 'invoiced', 'paid'];

async function invoice(about: object = {}): Promise<{ deal: string; id: string; client: string }> {
  const client = await world.client();
  const deal = await olga.opens({ client });
  const { id } = await does<Paper>(
    seller,
    'addDocument',
    { kind: 'INVOICE', dealId: deal.id, amount: 1000, ...about },
    fields,
  );
  return { deal: deal.id, id, client: client.id };
}

async function read(id: string): Promise<Paper> {
  const { document } = await world.ask<{ document: Paper }>(`query ($id: ID!) { document(id: $id) { ${fields} } }`, {
    id,
  });
  return document;
}

describe('a document', () => {
  test('takes client and owner of its deal, is watched by assistants and counted when it is due', async () => {
    const client = await world.client('ООО «Срок»');
    const deal = await olga.opens({ client });
    const add = (dueAt: string) =>
      does<Paper>(assistant, 'addDocument', { kind: 'PROPOSAL', dealId: deal.id, dueAt }, fields);
    const [early, late, never, cancelled] = [
      await add('2026-03-20T10:00:00Z'),
      await add('2026-03-20T11:00:00Z'),
      await add('2026-03-20T12:00:00Z'),
      await add('2026-03-20T13:00:00Z'),
    ];
    expect(early).toMatchObject({
      client: { id: client.id },
      employee: { name: 'Ольга' },
      deal: { id: deal.id },
      paymentStatus: null,
    });
    const counted = () => sums(world, measures, { client_id: client.id, employee_id: olga.id });
    expect(await counted()).toMatchObject({ documents_due: 0 });
    await does(seller, 'issueDocument', { id: early?.id, number: 'КП-1' });
    await does(seller, 'cancelDocument', { id: cancelled?.id });
    world.clock.set('2026-03-21T12:00:00Z');
    await does(seller, 'issueDocument', { id: late?.id });
    expect(await counted()).toEqual({ documents_due: 3, documents_on_time: 1, invoiced: 0, paid: 0 });
    // told late, but it had gone out in time
    await does(seller, 'issueDocument', { id: never?.id, at: '2026-03-20T12:00:00Z' });
    expect(await counted()).toMatchObject({ documents_due: 3, documents_on_time: 2 });
    expect(await refusedTo(seller, 'issueDocument', { id: never?.id })).toMatchObject({
      refusal: 'DOCUMENT_ALREADY_ISSUED',
    });
    const { documents } = await assistant.ask<{ documents: { totalCount: number } }>(
      `query ($deal: [ID]) { documents(where: { deal: $deal, kind: [PROPOSAL], ended: false }) { totalCount } }`,
      { deal: [deal.id] },
    );
    expect(documents.totalCount).toBe(3);
  });

  test.each([
    [{ kind: 'PROPOSAL' }, 'input.clientId'],
    [{ kind: 'CONTRACT', payBy: '2026-05-01T00:00:00Z', clientId: '1' }, 'input.payBy'],
    [{ kind: 'CONTRACT', clientId: '1', url: 'ftp://x' }, 'input.url'],
    [{ kind: 'CONTRACT', clientId: '1', amount: -1 }, 'input.amount'],
  ])('is refused with %j', async (input, field) => {
    await world.client();
    expect(await refusedTo(world, 'addDocument', input)).toMatchObject({ code: 'BAD_USER_INPUT', field });
  });

  test('is for whoever may', async () => {
    const { id, deal } = await invoice();
    const stranger = await world.enters('manager', { employee: await world.employee('Чужой') });
    expect(await refusedTo(stranger, 'issueDocument', { id })).toMatchObject({ code: 'NOT_FOUND' });
    const analyst = await world.enters('analyst');
    expect(await refusedTo(analyst, 'addDocument', { kind: 'ACT', dealId: deal })).toMatchObject({ code: 'FORBIDDEN' });
    const other = await world.client('Другой');
    expect(await refusedTo(world, 'addDocument', { kind: 'ACT', dealId: deal, clientId: other.id })).toMatchObject({
      field: 'input.clientId',
    });
  });
});

describe('an invoice', () => {
  test('is issued with an amount, paid in parts, and taken back', async () => {
    const { id, client } = await invoice({ amount: null });
    const counted = () => sums(world, ['invoiced', 'paid'], { client_id: client });
    expect(await refusedTo(seller, 'issueDocument', { id })).toMatchObject({
      code: 'BAD_USER_INPUT',
      field: 'input.id',
    });
    await does(seller, 'amendDocument', { id, version: 1, amount: 1000, payBy: '2026-04-10T00:00:00Z' });
    const pay = (amount: number, more: object = {}) => ({ documentId: id, amount, ...more });
    expect(await refusedTo(seller, 'addPayment', pay(10))).toMatchObject({ refusal: 'INVOICE_NOT_ISSUED' });
    await does(seller, 'issueDocument', { id });
    expect(await read(id)).toMatchObject({ paymentStatus: 'OPEN', remainder: 1000 });
    expect(await counted()).toEqual({ invoiced: 1000_00, paid: 0 });
    const first = await does(assistant, 'addPayment', pay(400.5));
    expect(await read(id)).toMatchObject({ paymentStatus: 'PARTLY', paid: 400.5, remainder: 599.5 });
    expect(await refusedTo(seller, 'addPayment', pay(599.51))).toMatchObject({
      refusal: 'PAYMENT_TOO_LARGE',
      field: 'input.amount',
      remainder: 599.5,
    });
    expect(await refusedTo(seller, 'addPayment', pay(0))).toMatchObject({ field: 'input.amount' });
    await does(seller, 'addPayment', pay(599.5));
    expect(await read(id)).toMatchObject({ paymentStatus: 'PAID', remainder: 0 });
    expect(await refusedTo(seller, 'cancelDocument', { id })).toMatchObject({ refusal: 'DOCUMENT_PAID' });
    const { version } = await read(id);
    expect(await refusedTo(seller, 'amendDocument', { id, version, amount: 999 })).toMatchObject({
      field: 'input.amount',
    });
    await does(seller, 'addPayment', pay(100, { advance: true }));
    expect(await read(id)).toMatchObject({ remainder: -100, paymentStatus: 'PAID' });
    await does(seller, 'endPayment', { id: first.id });
    expect(await read(id)).toMatchObject({ paid: 699.5, paymentStatus: 'PARTLY' });
    expect(await counted()).toEqual({ invoiced: 1000_00, paid: 699_50 });
  });

  test('is not paid twice by two at once', async () => {
    const { id } = await invoice();
    await does(seller, 'issueDocument', { id });
    const tries = await Promise.allSettled(
      Array.from({ length: 6 }, () => does(world, 'addPayment', { documentId: id, amount: 300 })),
    );
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(3);
    expect(await read(id)).toMatchObject({ paid: 900, remainder: 100 });
  });

  test('that is cancelled takes its amount back', async () => {
    const { id, client } = await invoice();
    await does(seller, 'issueDocument', { id });
    await does(seller, 'cancelDocument', { id });
    expect(await sums(world, ['invoiced'], { client_id: client })).toEqual({ invoiced: 0 });
    expect(await refusedTo(seller, 'addPayment', { documentId: id, amount: 1 })).toMatchObject({ refusal: 'ENDED' });
    expect(await read(id)).toMatchObject({ paymentStatus: null });
  });

  test('is overdue once its day has passed, the longest first', async () => {
    world.clock.set('2026-04-01T12:00:00Z');
    const added: string[] = [];
    for (const payBy of ['2026-03-31T00:00:00Z', '2026-03-29T00:00:00Z', '2026-04-02T00:00:00Z']) {
      const { id } = await invoice({ payBy });
      await does(seller, 'issueDocument', { id });
      added.push(id);
    }
    const draft = await invoice({ payBy: '2026-03-01T00:00:00Z' });
    const seen: string[] = [];
    let after: string | null = null;
    do {
      interface Page {
        overdueInvoices: {
          nodes: { id: string; paymentStatus: string }[];
          totalCount: number;
          pageInfo: { hasNextPage: boolean; endCursor: string };
        };
      }
      const page: Page = await world.ask<Page>(
        `query ($after: String) { overdueInvoices(first: 1, after: $after) { nodes { id paymentStatus } totalCount
          pageInfo { hasNextPage endCursor } } }`,
        { after },
      );
      expect(page.overdueInvoices.totalCount).toBe(2);
      for (const { id, paymentStatus } of page.overdueInvoices.nodes) {
        expect(paymentStatus).toBe('OVERDUE');
        seen.push(id);
      }
      after = page.overdueInvoices.pageInfo.hasNextPage ? page.overdueInvoices.pageInfo.endCursor : null;
    } while (after);
    expect(seen).toEqual([added[1], added[0]]);
    expect(seen).not.toContain(draft.id);
    expect(await world.refused('{ overdueInvoices(after: "x") { totalCount } }')).toMatchObject({ field: 'after' });
  });
});
