import type { Context, Row as TableRow } from '../context.ts';
import type { Transaction } from '../database/database.ts';
import { Refusal } from '../lib/refusal.ts';
import { raw, sql } from '../lib/sql.ts';
import { makeNewRow } from '../records/add-record.ts';
import { type Change, changeRow } from '../records/change-record.ts';
import { checkPlain, type Input } from '../records/check-input.ts';
import type { AnyRecord, Row, Step } from '../records/define-record.ts';
import { type Field, type Fields, keyOf } from '../records/field.ts';
import { sameValue } from '../records/same-value.ts';
import type { LeadFields } from '../sales/leads/lead.fields.ts';
import type { TaskFields } from '../sales/tasks/task.fields.ts';
import type { TicketFields } from '../service/tickets/ticket-fields.ts';
import { tellLead } from './lead-life.ts';
import type { RecordSpec } from './record-nouns.ts';
import { tellTicket } from './ticket-life.ts';

/** What became of a row: its id, and what it is counted as. */
export interface Kept {
  id: string;
  outcome: 'added' | 'revised' | 'unchanged' | 'kept';
}

/** A record whose references have their ids by now. */
export interface Ready {
  spec: RecordSpec;
  externalId: string | null;
  input: Input;
}

/** Tells the lives that are more than values. */
const lives: Readonly<Record<string, (step: Step) => Promise<void> | void>> = {
  lead: (step) => tellLead(step as unknown as Step<LeadFields>),
  ticket: (step) => tellTicket(step as unknown as Step<TicketFields>),
  task: (step) => tellTask(step as unknown as Step<TaskFields>),
};

function tellTask({ after, input }: Step<TaskFields>): void {
  if (input.doneAt !== undefined) after.doneAt = input.doneAt as Date | null;
  if (after.doneAt === null) after.result = null;
  else if (input.result !== undefined) after.result = input.result as string | null;
}

/** verbs of their own change these, whatever `amend` takes */
const alsoChanges: Readonly<Record<string, readonly string[]>> = { lead: ['employeeId'], ticket: ['employeeId'] };

/** Adds a record that is not there yet, else changes what is told differently now; only the difference is posted. */
export async function keepRecord(tx: Transaction, ctx: Context, record: AnyRecord, ready: Ready): Promise<Kept> {
  const { spec, externalId, input } = ready;
  const life = pick(input, spec.life);
  const hasLife = Object.values(life).some((value) => value !== null && value !== undefined);
  const standing = await withExternalId(tx, record, externalId);
  if (standing === null) {
    const values = pick(input, spec.fields);
    const { id } = await makeNewRow(tx, ctx, record, record.verbNames.add ?? '', { ...values, externalId });
    if (hasLife) await changeRow(tx, ctx, record, { id, input: life, change: telling(spec, record) });
    return { id, outcome: 'added' };
  }
  const { id } = standing;
  if (standing.endedAt !== null) return { id, outcome: 'kept' };
  const changed = differing(ctx, spec.fields, standing, input);
  ensureMayChange(spec, changed);
  if (Object.keys(changed).length + Object.keys(life).length === 0) return { id, outcome: 'unchanged' };
  const before = await reopened(tx, ctx, record, spec, standing, changed);
  const doneAt = life.doneAt === undefined ? (standing as { doneAt?: unknown }).doneAt : life.doneAt;
  const said = { ...changed, ...life, ...(before !== standing && { doneAt }) };
  const after = await changeRow(tx, ctx, record, { id, input: said, change: telling(spec, record) });
  return { id, outcome: after.version === standing.version ? 'unchanged' : 'revised' };
}

/** A task that is done stays as it was promised: to be told of another promise it is taken up again first. */
async function reopened(
  tx: Transaction,
  ctx: Context,
  record: AnyRecord,
  spec: RecordSpec,
  standing: Row & { doneAt?: Date | null },
  changed: Input,
): Promise<Row> {
  const isFixed = spec.noun === 'task' && (changed.dueAt !== undefined || changed.assigneeId !== undefined);
  if (!isFixed || !standing.doneAt) return standing;
  return changeRow(tx, ctx, record, { id: standing.id, input: { doneAt: null }, change: telling(spec, record) });
}

/** Changes what is given, then the life that is told. */
function telling({ noun, fields, life }: RecordSpec, record: AnyRecord): Change<Fields> {
  return {
    verb: record.verbNames.amend ?? record.verbNames.add ?? '',
    fields: { ...fields, ...life },
    onlyIfDifferent: true,
    act: async (step) => {
      Object.assign(step.after, pick(step.input, fields));
      if (Object.keys(pick(step.input, life)).length > 0) await lives[noun]?.(step);
    },
  };
}

/** What is given of some fields. */
function pick(input: Input, fields: Fields): Input {
  const given = Object.entries(fields).map(([name, field]) => [keyOf(name, field), field] as const);
  return Object.fromEntries(given.flatMap(([key]) => (input[key] === undefined ? [] : [[key, input[key]]])));
}

/** What is told otherwise than it stands. */
export function differing(ctx: Context, fields: Fields, standing: object, input: Input): Input {
  const changed = Object.entries(fields).flatMap(([name, field]): [string, unknown][] => {
    const key = keyOf(name, field);
    const told = input[key];
    if (told === undefined || sameValue(asKept(field, told, key, ctx), Reflect.get(standing, key))) return [];
    // what no row is without is left as it was filled
    return told === null && field.required ? [] : [[key, told]];
  });
  return Object.fromEntries(changed);
}

/** A value as a row holds it. Refuses what the field does not take. */
export function asKept(field: Field, told: unknown, key: string, ctx: Context): unknown {
  if (field.kind === 'ref' || (told === null && field.required)) return told;
  return checkPlain(field, told, `input.${key}`, ctx);
}

function ensureMayChange({ noun, fields }: RecordSpec, changed: Input): void {
  for (const [name, field] of Object.entries(fields)) {
    const key = keyOf(name, field);
    if (changed[key] === undefined || field.amendable !== false || alsoChanges[noun]?.includes(key)) continue;
    throw Refusal.badInput(`input.${key}`, 'what was told first: it cannot be changed');
  }
}

async function withExternalId(tx: Transaction, record: AnyRecord, externalId: string | null): Promise<Row | null> {
  const [row] = await tx.query<TableRow>(sql`/* told-${raw(record.table)} */ select t.* from ${raw(record.table)} t
    where t.external_id = ${externalId}`);
  return row ? record.rowOf(row) : null;
}
