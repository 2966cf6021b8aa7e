import { raw, sql } from '../../server/src/lib/sql.ts';
import { AnsweredWithErrors } from '../world/graphql-client.ts';
import type { World } from '../world/world.ts';
import { does } from './deal-desk.ts';

type Roll = (sides: number) => number;
type Input = Record<string, unknown>;
interface Row extends Input {
  id: string;
  version: number;
}
type Verb = (world: World, roll: Roll, turn: number) => Promise<[name: string, input: Input]>;

/**
 * Lives the depth of deals at random for so many turns, through the API: stages that ask for something come, change places and go, currencies
 * have rates, deals are opened in them, amended, advanced, ticked off, won, lost and reopened, papers are issued, paid and returned, procedures
 * are written and reviewed. What makes no sense is refused, and that is fine.
 */
export async function liveDealsDepth(world: World, roll: Roll, turns: number): Promise<void> {
  for (let turn = 0; turn < turns; turn += 1) {
    const verb = verbs[roll(verbs.length)];
    if (!verb) throw new Error('a die has no such side');
    const [name, input] = await verb(world, roll, turn);
    await does(world, name, { key: `depth ${turn} ${roll(1_000_000_000)}`, ...input }, '__typename').catch(
      onlyRefusals,
    );
  }
}

function onlyRefusals(error: unknown): void {
  const refused = ['REFUSED', 'BAD_USER_INPUT', 'NOT_FOUND', 'CONFLICT'];
  if (error instanceof AnsweredWithErrors && refused.includes(String(error.extensions.code))) return;
  throw error;
}

/** Some row of a table; an id that names nothing while there is none. */
async function some(world: World, roll: Roll, table: string, where = 'true'): Promise<Row> {
  const rows = await world.database.owner.query<Row>(
    sql`/* some-row */ select id, version from ${raw(table)} where ${raw(where)} order by id`,
  );
  return rows[roll(Math.max(1, rows.length))] ?? { id: '999999999', version: 1 };
}

const idOf = async (...asked: Parameters<typeof some>): Promise<string> => (await some(...asked)).id;

async function onDeal(world: World, roll: Roll, where = "status = 'open'"): Promise<Input> {
  const { id, version } = await some(world, roll, 'deal', where);
  return { dealId: id, version, at: roll(3) === 0 ? past(world, roll) : undefined };
}

function past(world: World, roll: Roll): Date {
  return new Date(world.clock.now().getTime() - roll(20 * 86_400) * 1000);
}

function later(world: World, roll: Roll): Date {
  return new Date(world.clock.now().getTime() + (roll(20) - 5) * 86_400_000);
}

const required = ['amount', 'expectedCloseAt', 'nextStep', 'proposal', 'firstContact'];
const currencies = ['USD', 'EUR', 'JPY', null];
const papers = ['PROPOSAL', 'CONTRACT', 'INVOICE', 'INVOICE', 'INVOICE', 'ACT'];

/** the commoner a verb is in a department, the more often it stands here */
const verbs: readonly Verb[] = [
  async (_, roll, turn) => ['addPipeline', { name: `Воронка ${turn}`, listedLossReasons: roll(3) === 0 }],
  ...Array.from(
    { length: 3 },
    (): Verb => async (world, roll, turn) => [
      'addStage',
      {
        ...{ name: `Этап ${turn}`, pipelineId: await idOf(world, roll, 'pipeline', 'ended_at is null') },
        ...{ position: roll(2) === 0 ? 1 + roll(4) : undefined, rottingDays: 1 + roll(9), strict: roll(5) === 0 },
        requiredFields: required.filter(() => roll(8) === 0),
      },
    ],
  ),
  async (world, roll) => ['amendStage', { ...(await some(world, roll, 'stage')), position: 1 + roll(5) }],
  async (world, roll) => ['endStage', { id: await idOf(world, roll, 'stage') }],
  async (_, roll, turn) => ['addLossReason', { name: `Причина ${turn} ${roll(9)}` }],
  ...Array.from(
    { length: 2 },
    (): Verb => async (_, roll) => [
      'setCurrencyRate',
      {
        currency: currencies[roll(3)],
        day: `2026-0${1 + roll(3)}-0${1 + roll(9)}`,
        rate: (1 + roll(1_000_000)) / 10_000,
      },
    ],
  ),
  ...Array.from(
    { length: 4 },
    (): Verb => async (world, roll) => [
      'openDeal',
      {
        clientId: await idOf(world, roll, 'client'),
        stageId: await idOf(world, roll, 'stage', 'ended_at is null'),
        ...{ currency: currencies[roll(4)], at: past(world, roll), expectedCloseAt: later(world, roll) },
        ...(roll(2) === 0 ? { amount: roll(10_000) } : { lines: await lines(world, roll) }),
      },
    ],
  ),
  ...Array.from(
    { length: 3 },
    (): Verb => async (world, roll) => {
      const deal = await onDeal(world, roll);
      const id = String(deal['dealId']);
      const beside = `pipeline_id = (select pipeline_id from deal where id = ${id})`;
      return ['moveDeal', { ...deal, stageId: await idOf(world, roll, 'stage', beside) }];
    },
  ),
  async (world, roll) => ['advanceDeal', await onDeal(world, roll)],
  async (world, roll) => ['amendDeal', { ...(await onDeal(world, roll, 'true')), lines: await lines(world, roll) }],
  async (world, roll) => [
    'amendDeal',
    { ...(await onDeal(world, roll)), currency: currencies[roll(4)], amount: roll(900), lines: [] },
  ],
  async (world, roll) => ['amendDeal', { ...(await onDeal(world, roll)), expectedCloseAt: later(world, roll) }],
  async (world, roll, turn) => {
    const { dealId, version } = await onDeal(world, roll);
    return ['setNextStep', { dealId, version, text: roll(3) === 0 ? null : `Шаг ${turn}` }];
  },
  async (world, roll) => ['winDeal', await onDeal(world, roll)],
  async (world, roll) => [
    'loseDeal',
    { ...(await onDeal(world, roll)), reasonId: await idOf(world, roll, 'loss_reason') },
  ],
  async (world, roll) => ['reopenDeal', await onDeal(world, roll, "status <> 'open'")],
  ...Array.from(
    { length: 2 },
    (): Verb => async (world, roll) => {
      const dealId = await idOf(world, roll, 'deal', "status = 'open'");
      return ['checkItem', { dealId, stepId: String(1 + roll(3)), done: roll(4) > 0 }];
    },
  ),
  ...Array.from(
    { length: 2 },
    (): Verb => async (world, roll) => [
      'addProcedure',
      {
        ...{
          title: 'Регламент',
          stageId: await idOf(world, roll, 'stage', 'ended_at is null'),
          reviewEveryDays: 1 + roll(90),
        },
        steps: Array.from({ length: roll(4) }, (_, i) => ({
          title: `Дело ${i}`,
          required: roll(4) > 0,
          withinDays: roll(5),
        })),
      },
    ],
  ),
  async (world, roll) => [
    'amendProcedure',
    { ...(await some(world, roll, 'procedure')), steps: [{ title: 'Одно', code: '1' }] },
  ],
  async (world, roll) => ['reviewProcedure', { id: await idOf(world, roll, 'procedure'), note: 'Верно' }],
  async (world, roll) => ['endProcedure', { id: await idOf(world, roll, 'procedure') }],
  ...Array.from(
    { length: 3 },
    (): Verb => async (world, roll) => [
      'addDocument',
      {
        ...{
          kind: papers[roll(6)],
          dealId: await idOf(world, roll, 'deal'),
          amount: roll(1000),
          dueAt: later(world, roll),
        },
        employeeId: await idOf(world, roll, 'employee', 'ended_at is null'),
      },
    ],
  ),
  ...Array.from(
    { length: 2 },
    (): Verb => async (world, roll) => [
      'issueDocument',
      { id: await idOf(world, roll, 'document'), at: past(world, roll) },
    ],
  ),
  async (world, roll) => ['amendDocument', { ...(await some(world, roll, 'document')), amount: roll(1000) }],
  async (world, roll) => ['cancelDocument', { id: await idOf(world, roll, 'document') }],
  ...Array.from(
    { length: 3 },
    (): Verb => async (world, roll) => [
      'addPayment',
      {
        ...{ documentId: await idOf(world, roll, 'document', "kind = 'invoice'"), amount: 1 + roll(500) },
        ...{ advance: roll(4) === 0, at: past(world, roll) },
      },
    ],
  ),
  async (world, roll) => ['endPayment', { id: await idOf(world, roll, 'payment') }],
];

async function lines(world: World, roll: Roll): Promise<Input[]> {
  const productId = await idOf(world, roll, 'product', 'price is not null and ended_at is null');
  return [{ productId, quantity: 1 + roll(4), discount: roll(3) / 10 }];
}
