import type { Context } from '../../context.ts';
import { type Page, pageOf } from '../../lib/connection.ts';
import { checkedId } from '../../lib/decimal-id.ts';
import { toMinor } from '../../lib/money.ts';
import { Refusal } from '../../lib/refusal.ts';
import { assignAll, type Colleagues, type RuleOfAssignment } from './assign.ts';
import { readColleagues, readRules } from './read-desk.ts';
import { readUnassigned, type Unassigned } from './read-subjects.ts';
import { ensureRule } from './rule-fields.ts';

/** A rule that is only thought of: as a stored one, amounts in major units. */
export type ProposedRule = Pick<RuleOfAssignment, 'model'> &
  Partial<Omit<RuleOfAssignment, 'id' | 'model' | 'minimumAmount'>> & { minimumAmount?: number | null };

/** Who would get something. */
export interface Proposal {
  kind: 'client' | 'lead';
  subjectId: string;
  name: string;
  /** null: no rule finds anybody */
  employeeId: string | null;
  /** the stored rule that decides */
  ruleId: string | null;
  /** its place among those asked about, the first 1 */
  ruleNumber: number | null;
}

/** How far a preview reaches: who gets the thousandth depends on who got all before it. */
export const furthest = 5_000;
const mostProposed = 100;

/**
 * Who would get what nobody answers for, under the rules as they stand or under others: exactly what `assignUnassigned` would do now. One
 * statement for what is to be given, one for the people with their work, one for the rules.
 */
export async function previewAssignment(
  ctx: Context,
  { first, after, rules }: { first: number; after: string | null; rules: readonly ProposedRule[] | null },
): Promise<Page<Proposal>> {
  const proposed = rules?.map((rule, i) => checkedRule(ctx, rule, i)) ?? null;
  if (proposed && proposed.length > mostProposed) {
    throw Refusal.badInput('rules', `at most ${mostProposed} rules`, { got: proposed.length });
  }
  const { app } = ctx.database;
  const [{ subjects, total }, people, used] = await Promise.all([
    readUnassigned(app, ctx, furthest),
    readColleagues(app),
    proposed ?? readRules(app),
  ]);
  if (proposed) ensureKnown(proposed, people);
  const from = after === null ? 0 : subjects.findIndex((subject) => cursorOf(subject) === after) + 1;
  if (after !== null && from === 0)
    throw Refusal.badInput('after', `the endCursor of an earlier page, among the first ${furthest}`);
  const seen = subjects.slice(0, from + first + 1);
  const numbers = new Map(used.map(({ id }, i) => [id, i + 1]));
  const proposals = assignAll(used, seen, people).map((assigned, i): Proposal => {
    const { kind, id: subjectId, name } = seen[i] as Unassigned;
    const ruleId = assigned?.ruleId ?? null;
    const ruleNumber = ruleId === null ? null : (numbers.get(ruleId) ?? null);
    const decided = { employeeId: assigned?.employeeId ?? null, ruleId: proposed ? null : ruleId, ruleNumber };
    return { kind, subjectId, name, ...decided };
  });
  return pageOf(proposals.slice(from), first, total, ({ kind, subjectId: id }) => cursorOf({ kind, id }));
}

function cursorOf({ kind, id }: Pick<Unassigned, 'kind' | 'id'>): string {
  return Buffer.from(`${kind} ${id}`).toString('base64url');
}

const named = ['territoryId', 'productLineId', 'segmentId', 'sourceId', 'employeeId', 'teamId'] as const;

function checkedRule(ctx: Context, rule: ProposedRule, i: number): RuleOfAssignment {
  const path = `rules.${i}`;
  const ids = Object.fromEntries(
    named.map((name) => [name, rule[name] ? checkedId(rule[name], `${path}.${name}`) : null]),
  ) as Pick<RuleOfAssignment, (typeof named)[number]>;
  const amount = rule.minimumAmount ?? null;
  const minimumAmount = amount === null ? null : toMinor(amount, ctx.settings.currency, `${path}.minimumAmount`);
  const checked = { model: rule.model, appliesTo: rule.appliesTo ?? 'both', minimumAmount, ...ids } as const;
  ensureRule(checked, path);
  return { id: `proposed ${i + 1}`, ...checked };
}

function ensureKnown(rules: readonly RuleOfAssignment[], people: Colleagues): void {
  for (const [i, { employeeId }] of rules.entries())
    if (employeeId !== null && !people.has(employeeId))
      throw Refusal.notFound(`rules.${i}.employeeId`, 'employee', employeeId);
}
