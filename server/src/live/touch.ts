import type { FieldNode, FragmentDefinitionNode, GraphQLOutputType, GraphQLSchema } from 'graphql';
import type { DepartmentSettings } from '../context.ts';
import type { DimensionColumn } from '../ledger/dimensions.ts';
import type { Measure } from '../ledger/measures.ts';
import type { Day } from '../lib/zone.ts';
import { bitsOf, type TailEntry } from './tail-entry.ts';

/** What an answer depends on. It may name too much, never too little: an entry it leaves out is not shown until the next repeat. */
export interface Touch {
  /** null: any entry, also one that adds nothing */
  measures: readonly Measure[] | null;
  /** first and last day (half-open) whose entries count; null: no bound */
  fromDay: Day | null;
  toDay: Day | null;
  /** ids an entry must carry, by dimension; null among them means unknown */
  filters: readonly { column: DimensionColumn; ids: readonly (string | null)[] }[];
  /** when the same question gets another answer by itself, for example at midnight; null: never */
  nextChangeAt: Date | null;
}

/** A question, taken apart far enough to say what touches it. The names are those of GraphQLResolveInfo. */
export interface Question {
  args: Record<string, unknown>;
  info: {
    fieldName: string;
    fieldNodes: readonly FieldNode[];
    fragments: Record<string, FragmentDefinitionNode>;
    variableValues: Record<string, unknown>;
    schema: GraphQLSchema;
    returnType: GraphQLOutputType;
  };
  settings: DepartmentSettings;
  now: Date;
}

/** Says what touches a question of one root field. May refuse what makes no sense: executing it will then say so. */
export type TouchOf = (question: Question) => Touch;

/** What is touched by everything: for questions nobody has described. */
export const anything: Touch = { measures: null, fromDay: null, toDay: null, filters: [], nextChangeAt: null };

/** Touched by no deal, only by settings and reference nouns, which wake every topic. */
export const noDeal: Touch = { ...anything, measures: [] };

/** A touch made ready to be asked of many entries. */
export type TouchTest = (entry: TailEntry) => boolean;

export function touchTest({ measures, fromDay, toDay, filters }: Touch): TouchTest {
  const mask = bitsOf(measures);
  const wanted = filters.map(({ column, ids }) => ({ column, ids: new Set(ids) }));
  return (entry) =>
    wakesAll(entry) ||
    ((measures === null || (entry.measured & mask) !== 0) &&
      (fromDay === null || entry.day >= fromDay) &&
      (toDay === null || entry.day < toDay) &&
      wanted.every(({ column, ids }) => ids.has(entry[column])));
}

/** Settings and the nouns others refer to appear in every answer, by name if nothing else. */
export function wakesAll({ kind }: Pick<TailEntry, 'kind'>): boolean {
  return !kind.startsWith('deal_') && kind !== 'access_changed' && kind !== 'contact_changed';
}
