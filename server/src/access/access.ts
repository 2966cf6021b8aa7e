import { type MongoAbility, subject as tagged } from '@casl/ability';
import { rulesToCondition } from '@casl/ability/extra';
import type { Queryable } from '../database/database.ts';
import { Refusal } from '../lib/refusal.ts';
import { type Fragment, join, raw, sql } from '../lib/sql.ts';
import { abilityOf, type Policy } from './policy.ts';
import type { Conditions } from './rules.ts';
import { plainTypes } from './subjects.ts';
import type { Standing } from './viewer.ts';

/** One right of a viewer, for the interface. */
export interface Right {
  action: string;
  subject: string;
  /** null: all of them */
  fields: string[] | null;
  rows: 'all' | 'some';
}

/** What one viewer may see and do: the policy, read from where they stand. Everything that asks for rights asks here. */
export class Access {
  readonly viewer: Standing;
  readonly #policy: Policy;
  readonly #ability: MongoAbility;

  constructor(policy: Policy, viewer: Standing) {
    this.viewer = viewer;
    this.#policy = policy;
    this.#ability = abilityOf(policy, viewer);
  }

  /** Whether anything of the kind is allowed, whatever the row. */
  can(action: string, subject: string, field?: string): boolean {
    return this.#ability.can(action, subject, field);
  }

  /** Whether a field of a type of the schema (without one: the type at all) may be read on any row; a type without rules is nobody's. */
  sees(type: string, field?: string): boolean {
    if (plainTypes.has(type)) return true;
    const whole = this.#policy.wholes.get(type);
    return whole ? this.can('read', whole) : this.can('read', type, field);
  }

  /** Whether a verb is allowed to anybody in this standing; a verb nobody has rules for is allowed to nobody. */
  canDo(verb: string): boolean {
    const subject = this.#policy.verbs.get(verb);
    return this.viewer.role === 'system' || (subject !== undefined && this.can(verb, subject));
  }

  /** Whether every row may be read (or changed by a verb). */
  reachesAll(action: string, subject: string): boolean {
    return this.#conditions(action, subject).includes(null);
  }

  /** The rows that may be read (or changed by a verb), as a condition on the alias. */
  rows(action: string, subject: string, alias: string): Fragment {
    const rules = this.#ability.rulesFor(action, subject);
    const condition = rulesToCondition<MongoAbility, Fragment, Fragment>(
      rules,
      (rule) => this.#condition(subject, (rule.conditions ?? {}) as Conditions, raw(alias)),
      {
        and: (parts) => sql`(${join(parts, ' and ')})`,
        or: (parts) => sql`(${join(parts, ' or ')})`,
        empty: () => sql`true`,
      },
    );
    return condition ?? sql`false`;
  }

  /** The rows an action reaches, as conditions any of which suffices; an empty one: all rows. For what the database itself checks. */
  conditions(action: string, subject: string): Conditions[] {
    return this.#conditions(action, subject).map((given) => given ?? {});
  }

  /** Equal for viewers to whom an action reaches the same rows; empty when it reaches all. */
  reachOf(action: string, type: string): string {
    if (plainTypes.has(type)) return '';
    const subject = this.#policy.wholes.get(type) ?? type;
    const conditions = this.#conditions(action, subject);
    if (conditions.includes(null)) return '';
    return `${action} ${subject} ${JSON.stringify(conditions.map((c) => JSON.stringify(c)).toSorted())}`;
  }

  /** Refuses a verb that is not for this viewer at all. */
  ensure(verb: string): void {
    if (this.canDo(verb)) return;
    throw forbidden(
      verb,
      this.viewer.readOnly ? `${verb}: this credential may only read` : `${verb}: not for the role ${this.viewer.role}`,
    );
  }

  /** Whether a row with these attributes may be acted on. */
  allows(action: string, subject: string, attributes: Conditions): boolean {
    return this.viewer.role === 'system' || this.#ability.can(action, tagged(subject, { ...attributes }));
  }

  /** Refuses a verb on a row with these attributes, one that is about to be made; `field` is the input that decides. */
  ensureValues(verb: string, attributes: Conditions, field: string): void {
    const subject = this.#policy.verbs.get(verb) ?? '';
    if (this.allows(verb, subject, attributes)) return;
    throw forbidden(verb, `${field}: not within what this ${this.viewer.role} answers for`, { field });
  }

  /** Refuses inputs that are not for this viewer to change. */
  ensureFields(verb: string, fields: readonly string[]): void {
    const subject = this.#policy.verbs.get(verb) ?? '';
    for (const field of fields) {
      if (this.viewer.role === 'system' || this.can(verb, subject, field)) continue;
      throw forbidden(verb, `input.${field}: not for the role ${this.viewer.role} to change`, {
        field: `input.${field}`,
      });
    }
  }

  /** Refuses a verb on a row that is not the viewer's to change: NOT_FOUND when they may not even see it. */
  async ensureRow(db: Queryable, verb: string, subject: string, id: string, field: string): Promise<void> {
    if (this.reachesAll(verb, subject)) return;
    const { table = '' } = this.#policy.nouns.get(subject)?.rows ?? {};
    const [row] = await db.query<{ may: boolean; sees: boolean }>(sql`/* may-change */ select
      ${this.rows(verb, subject, 't')} as may, ${this.rows('read', subject, 't')} as sees from ${raw(table)} t where t.id = ${id}`);
    if (row?.may) return;
    if (!row?.sees) throw Refusal.notFound(field, subject.toLowerCase(), id);
    throw forbidden(verb, `${field}: not within what this ${this.viewer.role} answers for`, { field });
  }

  /** Whether a row may be read; what no rule tells apart by rows is read by whoever may read any of it. */
  async seesRow(db: Queryable, of: { subject: string } | { table: string }, id: string): Promise<boolean> {
    const subject = 'subject' in of ? of.subject : this.#policy.subjects.get(of.table);
    if (subject === undefined || this.reachesAll('read', subject)) return true;
    const { table } = this.#policy.nouns.get(subject)?.rows ?? {};
    if (table === undefined) return this.can('read', subject);
    const [row] = await db.query<{ sees: boolean }>(sql`/* may-see */ select ${this.rows('read', subject, 't')} as sees
      from ${raw(table)} t where t.id = ${id}`);
    return row?.sees ?? false;
  }

  /** Every right, for the interface. */
  rights(): Right[] {
    return this.#ability.rules.flatMap(({ action, subject, fields, conditions }) =>
      [action].flat().map((name) => ({
        ...{ action: String(name), subject: String(subject), fields: fields ? [fields].flat() : null },
        rows: conditions ? ('some' as const) : ('all' as const),
      })),
    );
  }

  /** The conditions of every rule that allows it, null among them: no condition. */
  #conditions(action: string, subject: string): (Conditions | null)[] {
    return this.#ability
      .rulesFor(action, subject)
      .map(({ conditions }) => (conditions as Conditions | undefined) ?? null);
  }

  #condition(subject: string, conditions: Conditions, alias: Fragment): Fragment {
    const { attributes = {} } = this.#policy.nouns.get(subject)?.rows ?? {};
    const parts = Object.entries(conditions).map(([name, value]) => {
      const attribute = attributes[name];
      if (!attribute) throw new Error(`${subject} has no attribute ${name}`);
      return attribute(alias, value);
    });
    return parts.length === 0 ? sql`true` : sql`(${join(parts, ' and ')})`;
  }
}

function forbidden(verb: string, message: string, more: Record<string, unknown> = {}): Refusal {
  return new Refusal('FORBIDDEN', message, { action: verb, ...more });
}
