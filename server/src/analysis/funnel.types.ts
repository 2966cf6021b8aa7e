import { ArgsType, Field, Float, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { type Filters, KpiFilter } from '../kpi/kpi.args.ts';
import { enumOf, Period, PeriodInput } from '../kpi/period.inputs.ts';
import { InstantScalar } from '../lib/scalars.ts';
import { pipelineNoun } from '../sales/pipelines/pipeline.ts';
import type { StageRow } from '../sales/pipelines/stage.fields.ts';
import { stageNoun } from '../sales/pipelines/stage.ts';

export type FunnelMode = 'SNAPSHOT' | 'COHORT';
export const FunnelModeEnum = enumOf<FunnelMode>(['SNAPSHOT', 'COHORT']);
registerEnumType(FunnelModeEnum, {
  name: 'FunnelMode',
  description: 'What a funnel counts. The rules in full: server/src/analysis/COUNTING.md.',
  valuesConfig: {
    SNAPSHOT: {
      description: 'what stands in each stage at the end of the period, at `asOf` or now, whichever is earliest',
    },
    COHORT: {
      description: 'of the deals opened in the period, how many reached each stage or one further on, to this day',
    },
  },
});

@ArgsType()
export class FunnelArgs {
  @Field(() => PeriodInput, { description: 'COHORT: when the deals were opened' })
  period!: PeriodInput;

  @Field(() => ID, { nullable: true, description: 'the first pipeline unless told' })
  pipeline?: string | null;

  @Field(() => FunnelModeEnum)
  mode!: FunnelMode;

  @Field(() => KpiFilter, { nullable: true, description: 'COHORT: as the deals were when they were opened' })
  where?: Filters | null;

  @Field(() => InstantScalar, { nullable: true, description: 'leaves out what took effect later' })
  asOf?: Date | null;
}

@ObjectType({ description: 'One stage of a funnel.' })
export class FunnelStage {
  @Field(() => stageNoun.type)
  stage!: StageRow;

  @Field(() => Int, {
    description: 'SNAPSHOT: deals standing here. COHORT: deals that reached this stage or one further on.',
  })
  deals!: number;

  @Field(() => Float, { nullable: true, description: 'SNAPSHOT: money standing here; null when no amount is known' })
  amount!: number | null;

  @Field(() => Float, { nullable: true, description: 'COHORT: share of those who reached the stage before' })
  conversion!: number | null;

  @Field(() => Float, { nullable: true, description: 'COHORT: share of the whole cohort' })
  reach!: number | null;

  @Field(() => Float, {
    nullable: true,
    description:
      'COHORT: median seconds that deals stayed here, all visits of a deal added; deals still standing here are left out',
  })
  medianTime!: number | null;

  @Field(() => Int, { nullable: true, description: 'COHORT: deals lost while standing here' })
  lost!: number | null;
}

@ObjectType({ description: 'The funnel of one pipeline (воронка).' })
export class Funnel {
  @Field(() => pipelineNoun.type)
  pipeline!: object;

  @Field(() => FunnelModeEnum)
  mode!: FunnelMode;

  @Field(() => Period)
  period!: Period;

  @Field(() => Int, { description: 'SNAPSHOT: open deals at the instant. COHORT: deals opened in the period.' })
  deals!: number;

  @Field(() => Float, { nullable: true, description: 'SNAPSHOT: their money; null when no amount is known' })
  amount!: number | null;

  @Field(() => Int, {
    description: 'SNAPSHOT: won in the period, less those reopened. COHORT: of these deals, those that are won.',
  })
  won!: number;

  @Field(() => Int, {
    description: 'SNAPSHOT: lost in the period, less those reopened. COHORT: of these deals, those that are lost.',
  })
  lost!: number;

  @Field(() => Int, { description: 'SNAPSHOT: the same as `deals`. COHORT: of these deals, those that are open.' })
  open!: number;

  @Field(() => Float, { nullable: true, description: 'COHORT: won of all its deals; null without deals' })
  conversion!: number | null;

  @Field(() => [FunnelStage], { description: 'in the order of the pipeline; ended stages only where deals are' })
  stages!: FunnelStage[];

  @Field(() => String, { description: 'how many committed entries the answer has seen' })
  revision!: string;

  @Field(() => InstantScalar, { description: 'the instant the answer is true of: now, or `asOf`' })
  dataAsOf!: Date;
}
