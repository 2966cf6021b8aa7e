import { employeeNoun } from '../../department/employees/employee.ts';
import { teamNoun } from '../../department/teams/team.ts';
import { territoryNoun } from '../../department/territories/territory.ts';
import { Refusal } from '../../lib/refusal.ts';
import { choice, money, ref } from '../../records/field.ts';
import { productLineNoun } from '../products/product-line.ts';
import { segmentNoun } from '../segments/segment.ts';
import { sourceNoun } from '../sources/source.ts';
import type { RuleOfAssignment } from './assign.ts';

/** The organisational models: by what clients are divided among people. */
const models = {
  geographic: 'by territory (географическая модель)',
  product: 'by product line (продуктовая модель)',
  client: 'by group of clients (клиентская модель)',
  other: 'by none of them: for what is left over',
} as const;

const scopes = { clients: 'clients only', leads: 'leads only', both: 'clients and leads' } as const;

/** What a rule of assignment says, beside its name and its place. */
export const ruleFields = {
  model: choice('AssignmentModel', models, { description: 'by what it divides', required: true, filter: true }),
  appliesTo: choice('AssignmentScope', scopes, {
    description: 'to what it applies; to both unless told',
    ...{ required: true, filled: true, filter: true },
  }),
  territory: ref(() => territoryNoun, { description: 'only from there', filter: true }),
  productLine: ref(() => productLineNoun, { description: 'only about these products', filter: true }),
  segment: ref(() => segmentNoun, { description: 'only of this group', filter: true }),
  source: ref(() => sourceNoun, { description: 'only what came this way', filter: true }),
  minimumAmount: money({ description: 'only what may bring as much; what is not known does not' }),
  employee: ref(() => employeeNoun, { description: 'who gets it', filter: true }),
  team: ref(() => teamNoun, {
    description: 'who gets it: of this team the one with the least work in hand',
    filter: true,
  }),
} as const;

const needs = { geographic: 'territoryId', product: 'productLineId', client: 'segmentId' } as const;

/** Refuses a rule that says nothing, or two things at once. `path` is the input it stands in. */
export function ensureRule(rule: Omit<RuleOfAssignment, 'id'>, path: string): void {
  const { model, employeeId, teamId } = rule;
  if (employeeId !== null && teamId !== null)
    throw Refusal.badInput(`${path}.teamId`, 'an employee or a team, not both');
  const named = employeeId !== null || teamId !== null;
  if (!named && model !== 'client') throw Refusal.badInput(`${path}.employeeId`, 'an employee or a team who gets it');
  // without anybody named, whoever answers for the group of the client gets it, whichever group it is
  if (model === 'other' || (model === 'client' && !named) || rule[needs[model]] !== null) return;
  throw Refusal.badInput(`${path}.${needs[model]}`, `what a rule of the ${model} model divides by`);
}
