import { randomUUID } from 'node:crypto';
import type { Data, Refused } from '../world/graphql-client.ts';
import type { Visitor } from '../world/world.ts';

/** Three levels, as the API tells them. */
export interface Levels {
  minimum: number | null;
  optimal: number;
  maximum: number | null;
}

export interface Plan extends Levels {
  id: string;
  version: number;
  kpi: string;
  grain: string;
  month: string;
  department: { id: string } | null;
  team: { id: string } | null;
  employee: { id: string } | null;
  spread: string | null;
  fixed: boolean;
  partOf: { id: string } | null;
  note: string | null;
  endedAt: string | null;
  parts: (Levels & { id: string; month: string; grain: string; fixed: boolean })[];
}

const own = 'id version kpi grain month minimum optimal maximum spread fixed note endedAt';
export const planFields = `${own} department { id } team { id } employee { id } partOf { id }
  parts { id month grain minimum optimal maximum fixed }`;

export type PlanInput = Data & { from: string; optimal: number };

const mutation = (verb: string, fields: string) =>
  `mutation ($input: ${verb[0]?.toUpperCase()}${verb.slice(1)}Input!) { done: ${verb}(input: $input) ${fields} }`;

/** Does a verb, with a key of its own unless one is given. */
export async function does<Answer = Plan>(
  by: Pick<Visitor, 'ask'>,
  verb: string,
  input: Data,
  fields = `{ ${planFields} }`,
): Promise<Answer> {
  const answer = await by.ask<{ done: Answer }>(mutation(verb, fields), { input: { key: randomUUID(), ...input } });
  return answer.done;
}

/** Does a verb that must be refused. */
export function isRefused(
  by: Pick<Visitor, 'refused'>,
  verb: string,
  input: Data,
  fields = '{ id }',
): Promise<Refused> {
  return by.refused(mutation(verb, fields), { input: { key: randomUUID(), ...input } });
}

/** Sets the plan of revenue unless told otherwise. */
export function sets(by: Pick<Visitor, 'ask'>, input: PlanInput): Promise<Plan> {
  return does(by, 'setPlan', { kpi: 'revenue', grain: 'MONTH', ...input });
}

export async function plansWhere(by: Pick<Visitor, 'ask'>, where: Data, first = 100): Promise<Plan[]> {
  const query = `query ($where: PlanFilter, $first: Int) {
    plans(where: $where, first: $first, orderBy: { by: month, direction: ASC }) { nodes { ${planFields} } } }`;
  const answer = await by.ask<{ plans: { nodes: Plan[] } }>(query, { where, first });
  return answer.plans.nodes;
}
