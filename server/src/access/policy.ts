import { createMongoAbility, type MongoAbility, type RawRuleOf } from '@casl/ability';
import { roles } from './roles.ts';
import type { NounRules, Rule } from './rules.ts';
import { looking } from './subjects.ts';
import type { Standing } from './viewer.ts';

/** Every rule there is, by subject, and which subject a verb belongs to. */
export interface Policy {
  nouns: ReadonlyMap<string, NounRules>;
  verbs: ReadonlyMap<string, string>;
  /** subjects by the table their rows are in */
  subjects: ReadonlyMap<string, string>;
  /** types that are a part of a subject, and read like it */
  wholes: ReadonlyMap<string, string>;
}

/** Puts the rules of all nouns together. Refuses what would be read differently than it was meant: it is a mistake of the code. */
export function policyOf(all: readonly NounRules[]): Policy {
  const nouns = new Map<string, NounRules>();
  const verbs = new Map<string, string>();
  const wholes = new Map<string, string>();
  const subjects = new Map<string, string>();
  for (const noun of all) {
    if (nouns.has(noun.subject)) throw new Error(`two sets of rules for ${noun.subject}`);
    nouns.set(noun.subject, noun);
    // what happens to deals has no rows of its own: the first noun of a table is what its rows are
    if (noun.rows && !subjects.has(noun.rows.table)) subjects.set(noun.rows.table, noun.subject);
    checkRows(noun);
    for (const part of noun.parts ?? []) wholes.set(part, noun.subject);
    for (const verb of noun.rules.flatMap(({ may }) => may).filter((action) => !looking.has(action))) {
      const other = verbs.get(verb);
      if (other && other !== noun.subject)
        throw new Error(`${verb} stands in the rules of ${other} and ${noun.subject}`);
      verbs.set(verb, noun.subject);
    }
  }
  return { nouns, verbs, wholes, subjects };
}

/**
 * Which rows and which fields are asked separately: a field read by somebody on some rows only would be shown on all rows they may read
 * for another reason. So a role reads either all rows with some fields, or some rows.
 */
function checkRows({ subject, rows, rules }: NounRules): void {
  for (const role of roles) {
    const reading = rules.filter(({ who, may }) => who.includes(role) && may.includes('read'));
    const fields = new Set(reading.map((rule) => rule.fields?.join() ?? '*'));
    if (fields.size > 1) throw new Error(`${subject}: ${role} reads other fields on other rows`);
    if (!rows && rules.some(({ which }) => which)) throw new Error(`${subject} has conditions but no rows`);
  }
}

/** What somebody who stands there may do: the rules that hold for them, as CASL takes them. */
export function abilityOf(policy: Policy, viewer: Standing): MongoAbility {
  if (viewer.role === 'system') return createMongoAbility([{ action: 'manage', subject: 'all' }]);
  const given: RawRuleOf<MongoAbility>[] = [];
  for (const { subject, rules } of policy.nouns.values()) {
    for (const rule of rules) given.push(...givenTo(subject, rule, viewer));
  }
  return createMongoAbility(given);
}

function givenTo(subject: string, rule: Rule, viewer: Standing): RawRuleOf<MongoAbility>[] {
  if (!rule.who.some((role) => role === viewer.role)) return [];
  const action = rule.may.filter((name) => looking.has(name) || !viewer.readOnly);
  if (action.length === 0 || (rule.entrusted && viewer.readOnly)) return [];
  const conditions = rule.which?.(viewer);
  if (rule.which && !conditions) return [];
  return [{ action, subject, ...(conditions && { conditions }), ...(rule.fields && { fields: [...rule.fields] }) }];
}
