import { describe, expect, test } from 'vitest';
import { policyOf } from '../../server/src/access/policy.ts';
import { type Role, roles } from '../../server/src/access/roles.ts';
import type { NounRules, Rule } from '../../server/src/access/rules.ts';
import { allRules } from '../../server/src/policy.ts';
import { differencesOf } from './matrix-policy.ts';
import { posts } from './oracle.ts';

/** One line of the policy changed. */
interface Change {
  what: string;
  noun: NounRules;
  /** verbs the noun has unchanged */
  verbs: ReadonlySet<string>;
  /** whom the line is or was about: nobody else can tell */
  whose: readonly Role[];
  /** what the line is about */
  types: ReadonlySet<string>;
  /** another line says the same already, so that nobody could tell */
  idle?: boolean;
}

/** The policy with one rule replaced. */
function changed(noun: NounRules, at: number, how: string, ...instead: Rule[]): Change {
  const { who, may, which } = noun.rules[at] as Rule;
  const rules = noun.rules.toSpliced(at, 1, ...instead);
  return {
    types: new Set([noun.subject, ...(noun.parts ?? [])]),
    verbs: new Set(noun.rules.flatMap((rule) => rule.may)),
    whose: [...who, ...instead.flatMap((rule) => rule.who)],
    what: `${noun.subject} ${at}, ${who.join(' ')} may ${may.join(' ')}${which ? ' with some' : ''}: ${how}`,
    noun: { ...noun, rules },
  };
}

/** Whether another line of the noun already lets a role do all of this, with no fewer rows and no fewer fields. */
function saidAlready(noun: NounRules, rule: Rule, role: Role): boolean {
  const others = noun.rules.filter((other) => other !== rule && other.who.includes(role));
  return rule.may.every((action) =>
    others.some(({ may, which, fields }) => may.includes(action) && (!which || which === rule.which) && !fields),
  );
}

/** Whether another line gives the same people the same field: which fields is asked whatever the row. */
function givenTwice(noun: NounRules, rule: Rule, field: string): boolean {
  const others = noun.rules.filter((other) => other !== rule && rule.may.every((action) => other.may.includes(action)));
  return rule.who.every((role) => others.some(({ who, fields }) => who.includes(role) && fields?.includes(field)));
}

/** Every way to change one line: left out, for less people, for more, with less verbs, with any rows, with all fields, with fewer. */
function everyChange(): Change[] {
  return allRules.flatMap((noun) =>
    noun.rules.flatMap((rule, at) => {
      const { which: _which, ...anyRows } = rule;
      const { entrusted: _entrusted, ...lookers } = rule;
      const { fields: _fields, ...anyFields } = rule;
      const missing = roles.filter((role) => !rule.who.includes(role));
      return [
        changed(noun, at, 'left out'),
        ...rule.who.map((role) => ({
          ...changed(noun, at, `not the ${role}`, { ...rule, who: rule.who.filter((one) => one !== role) }),
          whose: [role],
        })),
        ...missing.map((role) => ({
          ...changed(noun, at, `the ${role} too`, { ...rule, who: [...rule.who, role] }),
          whose: [role],
          idle: saidAlready(noun, rule, role),
        })),
        ...(rule.may.length > 1
          ? rule.may.map((verb) =>
              changed(noun, at, `not ${verb}`, { ...rule, may: rule.may.filter((one) => one !== verb) }),
            )
          : []),
        ...(rule.entrusted ? [changed(noun, at, 'for those who may only look too', lookers)] : []),
        ...(rule.which ? [changed(noun, at, 'with any rows', anyRows)] : []),
        ...(rule.fields ? [changed(noun, at, 'with all fields', anyFields)] : []),
        ...(rule.fields ?? []).map((field) => {
          const fields = rule.fields?.filter((one) => one !== field);
          return { ...changed(noun, at, `not its ${field}`, { ...rule, fields }), idle: givenTwice(noun, rule, field) };
        }),
      ];
    }),
  );
}

/**
 * What a change does to the policy: refused when it is put together, noticed by the oracle, or nothing anybody could tell. The noun stands
 * alone: no noun's rules say anything of another's types and verbs, and there are thousands of changes.
 */
function fateOf({ noun, whose, types, verbs }: Change): 'refused' | 'noticed' | 'unnoticed' {
  try {
    return differencesOf(policyOf([noun]), { whose, types, verbs, enough: 1 }).length > 0 ? 'noticed' : 'unnoticed';
  } catch {
    return 'refused';
  }
}

describe('the policy', () => {
  test('knows the roles the oracle knows', () => {
    expect([...roles]).toEqual([...posts]);
  });

  test('says what the oracle says, from wherever one stands', () => {
    expect(differencesOf(policyOf(allRules), { whose: roles, enough: 30 })).toEqual([]);
  });
});

describe('a line of the policy changed on purpose', () => {
  test('is noticed, whichever it is and however it is changed', () => {
    const every = everyChange();
    const changes = every.filter(({ idle }) => !idle).map((change) => ({ ...change, fate: fateOf(change) }));
    const count = (fate: string): number => changes.filter((change) => change.fate === fate).length;
    const idle = every.length - changes.length;
    console.log(
      `${every.length} changes: ${count('noticed')} noticed, ${count('refused')} refused at once, ${idle} idle`,
    );
    expect(changes.length).toBeGreaterThan(500);
    expect(changes.filter(({ fate }) => fate === 'unnoticed').map(({ what }) => what)).toEqual([]);
  }, 240_000);
});
