import { randomUUID } from 'node:crypto';
import { sql } from '../../server/src/lib/sql.ts';
import type { Data, Refused } from '../world/graphql-client.ts';
import type { Named } from '../world/nouns.ts';
import type { Visitor, World } from '../world/world.ts';

export interface LineTold {
  kind: string;
  title: { ru: string; en: string };
  formula: string;
  base: number | null;
  percent: number | null;
  amount: number;
  aboutMonth: string | null;
  productLine: Named | null;
  salary: Data | null;
  tier: Data | null;
  bonus: Data | null;
  coefficient: (Data & { value: number }) | null;
  correction: Data | null;
  figures: (Data & { kpi: string })[];
  entries: { totalCount: number; nodes: { entryId: string; base: number | null; amount: number | null }[] };
  deals: { nodes: { dealId: string; base: number; amount: number; productLine: Named | null }[] };
}

export interface PayTold {
  month: string;
  closedAt: string | null;
  total: number;
  employee: Named;
  scheme: Named | null;
  lines: LineTold[];
}

const payFields = `month closedAt total employee { id name } scheme { id name } lines {
  kind title { ru en } formula base percent amount aboutMonth productLine { id name }
  salary { monthly workedDays workingDays } tier { from to progressive reached } bonus { for prize times }
  coefficient { value of minimum optimal maximum } correction { was now }
  figures { kpi value plan { minimum optimal maximum } weight coefficient }
  entries(first: 500) { totalCount nodes { entryId base amount } }
  deals(first: 500) { nodes { dealId base amount productLine { id name } } } }`;

export const payQuery = `query ($employeeId: ID, $month: Date!) { pay(employeeId: $employeeId, month: $month) { ${payFields} } }`;

/** A month of somebody's pay as the visitor is told it. */
export async function payOf(who: Pick<Visitor, 'ask'>, employee: Named | null, month: string): Promise<PayTold> {
  const answer = await who.ask<{ pay: PayTold }>(payQuery, { employeeId: employee?.id ?? null, month: `${month}-01` });
  return answer.pay;
}

/** What of a line a hand computation says. */
export function brief(pay: PayTold): [kind: string, base: number | null, percent: number | null, amount: number][] {
  return pay.lines.map(({ kind, base, percent, amount }) => [kind, base, percent, amount]);
}

/** Does a verb of pay; what it answers. */
export async function does(
  who: Pick<Visitor, 'ask'>,
  verb: string,
  input: Data,
  fields = verb === 'closePayMonth' ? 'month status' : 'id',
): Promise<Data & { id: string }> {
  const answer = await who.ask<Record<string, Data & { id: string }>>(told(verb, fields), {
    input: { key: randomUUID(), ...input },
  });
  return answer[verb] as Data & { id: string };
}

/** Does what must be refused; what the refusal says. */
export function refusedTo(who: Pick<Visitor, 'refused'>, verb: string, input: Data): Promise<Refused> {
  return who.refused(told(verb, verb === 'closePayMonth' ? 'month' : 'id'), { input: { key: randomUUID(), ...input } });
}

function told(verb: string, fields: string): string {
  const type = `${verb[0]?.toUpperCase()}${verb.slice(1)}Input!`;
  return `mutation ($input: ${type}) { ${verb}(input: $input) { ${fields} } }`;
}

/** A scheme that says this from January 2026 on, and people who are paid by it from a month on. */
export async function paidBy(
  world: World,
  terms: Data,
  people: readonly Named[],
  from = '2026-01',
  name = `Схема ${randomUUID().slice(0, 8)}`,
): Promise<string> {
  const { id } = await does(world, 'addPayScheme', { name, from: '2026-01-01', terms });
  for (const { id: employeeId } of people) {
    await does(world, 'assignPayScheme', { employeeId, schemeId: id, from: `${from}-01` });
  }
  return id;
}

/** Closes a month. */
export function closes(who: Pick<Visitor, 'ask'>, month: string, department?: Named): Promise<Data> {
  return does(who, 'closePayMonth', { month: `${month}-01`, ...(department && { departmentId: department.id }) });
}

/** Sets somebody's plan of a month. */
export async function plans(
  world: World,
  employee: Named,
  month: string,
  plan: { kpi: string; optimal: number; minimum?: number; maximum?: number },
): Promise<void> {
  await world.ask(`mutation ($input: SetPlanInput!) { setPlan(input: $input) { id } }`, {
    input: { key: randomUUID(), employeeId: employee.id, grain: 'MONTH', from: `${month}-01`, ...plan },
  });
}

/** Since when somebody works here, and up to which day. */
export async function employed(world: World, employee: Named, days: { from?: string; to?: string }): Promise<void> {
  await world.database.owner.query(sql`/* fixture */ update employee set hired_on = ${days.from ?? null}, left_on = ${days.to ?? null}
    where id = ${employee.id}`);
}

/** Terms of nothing but a percentage. */
export function percentage(percent: number, more: Data = {}): Data {
  const sales = { base: 'REVENUE', on: 'WON', progressive: true, tiers: [{ from: 0, percent }], ...more };
  return { salary: 0, sales };
}

/** The cents of an amount. */
export function cents(amount: number): number {
  return Math.round(amount * 100);
}
