import { ArgsType, Field, ID, InputType, Int, registerEnumType } from 'type-graphql';
import { type Direction, DirectionEnum } from '../lib/direction.ts';
import type { Grain } from '../lib/period.ts';
import { InstantScalar } from '../lib/scalars.ts';
import { catalogue } from './catalogue.ts';
import { type Comparison, comparisons } from './comparison.ts';
import { type Dimension, type DimensionField, dimensionNames, dimensions } from './dimension.ts';
import { enumOf, GrainEnum, PeriodInput } from './period.inputs.ts';

export const DimensionEnum = enumOf(dimensionNames);
registerEnumType(DimensionEnum, { name: 'Dimension', description: 'What figures can be broken down and filtered by.' });

export const ComparisonEnum = enumOf(comparisons);
registerEnumType(ComparisonEnum, {
  name: 'Comparison',
  description: 'What a period is held against. While it is running, against the equally elapsed part.',
  valuesConfig: {
    PREVIOUS: { description: 'the one before: by one bucket of the grain, else by its own length in its own unit' },
    LAST_YEAR: { description: 'a calendar year earlier; weeks by 52 weeks' },
  },
});

export const KpiIdEnum = enumOf([...catalogue.keys()]);
registerEnumType(KpiIdEnum, {
  name: 'KpiId',
  description: 'The figures of the catalogue.',
  valuesConfig: Object.fromEntries([...catalogue.values()].map((kpi) => [kpi.id, { description: kpi.title.en }])),
});

/** Ids by dimension; null among them is the unknown. */
export type Filters = { [Field in DimensionField]?: (string | null)[] | null };

@InputType({ description: 'One list of ids per dimension, all of which must hold; null among the ids means unknown.' })
export class KpiFilter {}
for (const { field } of Object.values(dimensions)) {
  Field(() => [ID], { nullable: 'itemsAndList' })(KpiFilter.prototype, field);
}

@InputType({ description: 'One figure to order groups by.' })
export class KpiOrder {
  @Field(() => KpiIdEnum)
  kpi!: string;

  @Field(() => DirectionEnum)
  direction!: Direction;
}

@ArgsType()
export class KpisArgs {
  @Field(() => PeriodInput)
  period!: PeriodInput;

  @Field(() => GrainEnum, {
    nullable: true,
    description: 'cuts the period into buckets: a row for each, empty ones too',
  })
  grain?: Grain | null;

  @Field(() => [DimensionEnum], { nullable: true, description: 'what to break down by: at most three' })
  by?: Dimension[] | null;

  @Field(() => KpiFilter, { nullable: true, description: 'what to leave in' })
  where?: Filters | null;

  @Field(() => ComparisonEnum, { nullable: true, description: 'fills `previous` and `change`' })
  compareTo?: Comparison | null;

  @Field(() => InstantScalar, { nullable: true, description: 'leaves out what took effect later' })
  asOf?: Date | null;

  @Field(() => InstantScalar, {
    nullable: true,
    description: 'leaves out what was recorded later: the figures as they were known then',
  })
  knownAt?: Date | null;

  @Field(() => [KpiOrder], {
    nullable: true,
    description: 'order of the groups of `by`; without it, the first figure selected, largest first',
  })
  orderBy?: KpiOrder[] | null;

  @Field(() => Int, {
    nullable: true,
    description: 'how many groups of `by` (never buckets): 100 unless told, at most 1000',
  })
  limit?: number | null;

  @Field(() => Int, { nullable: true, description: 'how many groups to skip' })
  offset?: number | null;
}
