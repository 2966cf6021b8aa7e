import { departmentNoun } from '../department/departments/department.ts';
import { employeeNoun } from '../department/employees/employee.ts';
import { teamNoun } from '../department/teams/team.ts';
import { grains, planKpi, spreads } from '../plans/plan-fields.ts';
import type { AnyRecord } from '../records/define-record.ts';
import { choice, day, decimal, type Fields, flag, ref, text } from '../records/field.ts';
import { registered } from '../registry.ts';
import { clientNoun } from '../sales/clients/client.ts';
import { contactNoun } from '../sales/contacts/contact.ts';
import { nouns } from './nouns.ts';

/** A record as files tell of it. */
export interface RecordSpec {
  /** what a mapping calls it */
  noun: string;
  /** the heading of its line in the summary */
  title: string;
  table: string;
  /** null: written by hand */
  record: AnyRecord | null;
  /** what may be told of it; every key names a field */
  fields: Fields;
  /** what has become of it since, told by columns of their own */
  life: Fields;
  /** whether it is recognised by an external id; else by `keys` */
  isCoded: boolean;
  /** the fields by which it is one and the same */
  keys: readonly string[];
}

/** What a mapping calls a field: a `note` of a mapping is the mapping's own. */
export function toldAs(name: string): string {
  return name === 'note' ? 'remarks' : name;
}

/** Fields that verbs of their own write: what has become of a row. */
const lives: Readonly<Record<string, readonly string[]>> = {
  lead: [
    ...['answeredAt', 'answeredBy', 'qualifiedAt', 'rejectedAt', 'rejectionReason', 'rejectionNote'],
    ...['convertedAt', 'deal'],
  ],
  ticket: ['answeredAt', 'resolvedAt', 'resolution', 'outcome'],
  task: ['doneAt', 'result'],
};

/** The registered records that are told field by field: those with a verb that adds them, unless they are nouns others refer to. */
function fromRegistry(): RecordSpec[] {
  const own = new Set<string>([...Object.values(nouns).map(({ table }) => table), 'plan']);
  return registered.flatMap(({ record }) => {
    const isSpend = record.table === 'spend';
    if (own.has(record.table) || (record.verbNames.add === null && !isSpend)) return [];
    const all = record.fields as Fields;
    const fields = Object.entries(all).filter(([, field]) => field.input !== false && field.kind !== 'items');
    const life = (lives[record.one] ?? []).flatMap((name) => {
      const field = all[name];
      return field ? [[name, { ...field, input: true }] as const] : [];
    });
    const spec: RecordSpec = {
      noun: record.one,
      title: titleOf(record.many),
      table: record.table,
      record,
      fields: Object.fromEntries(fields),
      life: Object.fromEntries(life),
      isCoded: !isSpend,
      keys: isSpend ? ['campaign', 'day', 'kind'] : fields.map(([name]) => name),
    };
    return [spec];
  });
}

/** `npsAnswers` as a heading. */
function titleOf(many: string): string {
  return many.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

const contact: RecordSpec = {
  ...{ noun: 'contact', title: 'contacts', table: contactNoun.table, record: null, life: {}, isCoded: true },
  fields: {
    client: ref(() => clientNoun, { description: 'where the person works', required: true }),
    name: text({ description: 'who it is', required: true }),
    position: text({ description: 'what they are at the client', most: 200 }),
    decisionMaker: flag({ description: 'they decide whether the client buys' }),
    phone: text({ description: 'where they can be rung up' }),
    email: text({ description: 'where they can be written to' }),
  },
  keys: ['client', 'name'],
};

const most = 9_000_000_000_000_000;

/** A level in the unit of its figure: money in major units, shares as fractions of one. */
const level = (told: { description: string; required?: true }) => decimal({ ...told, least: -most, most });

const plan: RecordSpec = {
  ...{ noun: 'plan', title: 'plans', table: 'plan', record: null, life: {}, isCoded: false },
  fields: {
    kpi: choice(planKpi.name, planKpi.values, { description: 'the figure', required: true, asIs: true }),
    grain: choice('PlanGrain', grains, { description: 'how long the period is', required: true }),
    from: day({ description: 'the first day of the period', required: true }),
    department: ref(() => departmentNoun, { description: "whose it is, when a department's" }),
    team: ref(() => teamNoun, { description: "whose it is, when a team's" }),
    employee: ref(() => employeeNoun, { description: "whose it is, when one person's" }),
    minimum: level({ description: 'what must be reached at least' }),
    optimal: level({ description: 'what is to be reached', required: true }),
    maximum: level({ description: 'what can be reached at most' }),
    spread: choice('PlanSpread', spreads, { description: 'how it is spread into months' }),
    note: text({ description: 'why', most: 1000 }),
  },
  keys: ['kpi', 'grain', 'from', 'department', 'team', 'employee'],
};

/** Every record an import can make. Order is that of the registry. */
export const recordSpecs: readonly RecordSpec[] = [contact, ...fromRegistry(), plan];
