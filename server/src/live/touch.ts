import type { FieldNode, FragmentDefinitionNode, GraphQLOutputType, GraphQLSchema } from 'graphql';
import type { DepartmentSettings } from '../context.ts';
import type { DimensionColumn } from '../ledger/dimensions.ts';
import type { Measure } from '../ledger/measures.ts';
import type { Day } from '../lib/zone.ts';
import { measuresTest, type TailEntry } from './tail-entry.ts';

/** What an answer depends on. It may name too much, never too little: an entry it leaves out is not shown until the next repeat. */
export interface Touch {
  /** null: any entry, also one that adds nothing */
  measures: readonly Measure[] | null;
  /** first and last day (half-open) whose entries count; null: no bound */
  fromDay: Day | null;
  toDay: Day | null;
  /** ids an entry must carry, by dimension; null among them means unknown */
  filters: readonly { column: DimensionColumn; ids: readonly (string | null)[] }[];
  /** nouns whose entries count whatever they add to, and on whatever day */
  nouns?: readonly string[];
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

export function touchTest({ measures, fromDay, toDay, filters, nouns }: Touch): TouchTest {
  const adds = measuresTest(measures);
  const ofThese = new Set<string | null>(nouns);
  const wanted = filters.map(({ column, ids }) => ({ column, ids: new Set(ids) }));
  return (entry) =>
    wakesAll(entry) ||
    ofThese.has(entry.noun) ||
    (adds(entry) &&
      (fromDay === null || entry.day >= fromDay) &&
      (toDay === null || entry.day < toDay) &&
      wanted.every(({ column, ids }) => ids.has(entry[column])));
}

/** Settings and the nouns others refer to appear in every answer, by name if nothing else. All others are known by what they add to. */
export function wakesAll({ kind }: Pick<TailEntry, 'kind'>): boolean {
  const own = kind.startsWith('deal_') || kind.startsWith('record_');
  return !own && kind !== 'access_changed' && kind !== 'contact_changed';
}
