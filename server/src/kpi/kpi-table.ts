import { type ClassType, Field, Float, ID, ObjectType, registerEnumType } from 'type-graphql';
import type { Context } from '../context.ts';
import { departmentNoun } from '../department/departments/department.ts';
import { employeeNoun } from '../department/employees/employee.ts';
import { teamNoun } from '../department/teams/team.ts';
import { territoryNoun } from '../department/territories/territory.ts';
import { InstantScalar } from '../lib/scalars.ts';
import { loadRelated, type Noun } from '../records/noun.ts';
import { campaignNoun } from '../sales/campaigns/campaign.ts';
import { channelNoun } from '../sales/channels/channel.ts';
import { clientNoun } from '../sales/clients/client.ts';
import { contactChannelNoun } from '../sales/contact-channels/contact-channel.ts';
import { pipelineNoun } from '../sales/pipelines/pipeline.ts';
import { stageNoun } from '../sales/pipelines/stage.ts';
import { productNoun } from '../sales/products/product.ts';
import { productLineNoun } from '../sales/products/product-line.ts';
import { segmentNoun } from '../sales/segments/segment.ts';
import { sourceNoun } from '../sales/sources/source.ts';
import { catalogue } from './catalogue.ts';
import { type Dimension, dimensionNames, dimensions } from './dimension.ts';
import { DimensionEnum, KpiIdEnum } from './kpi.args.ts';
import { enumOf, Period } from './period.inputs.ts';

/** What each dimension's ids name. */
const nouns: Record<Dimension, Noun<object>> = {
  EMPLOYEE: employeeNoun,
  TEAM: teamNoun,
  DEPARTMENT: departmentNoun,
  TERRITORY: territoryNoun,
  PRODUCT: productNoun,
  PRODUCT_LINE: productLineNoun,
  CHANNEL: channelNoun,
  SOURCE: sourceNoun,
  CAMPAIGN: campaignNoun,
  SEGMENT: segmentNoun,
  CLIENT: clientNoun,
  PIPELINE: pipelineNoun,
  STAGE: stageNoun,
  CONTACT_CHANNEL: contactChannelNoun,
};

@ObjectType({
  description: 'The three levels of a plan, in the unit of the figure. Null: that level is not planned.',
})
export class PlanLevels {
  @Field(() => Float, { nullable: true, description: 'below it the result counts for nothing' })
  minimum!: number | null;

  @Field(() => Float, { nullable: true, description: 'what the plan is reached with' })
  optimal!: number | null;

  @Field(() => Float, { nullable: true, description: 'above it a result is rewarded no further' })
  maximum!: number | null;
}

@ObjectType({
  description: 'A figure. Null: not defined (nothing to divide by) or not known; never a stand-in for zero.',
})
export class KpiValue {
  @Field(() => Float, {
    nullable: true,
    description: 'money in major units, durations in seconds, ratios as fractions of one',
  })
  value!: number | null;

  @Field(() => Float, { nullable: true, description: 'the same in the period compared with; null without `compareTo`' })
  previous!: number | null;

  @Field(() => Float, {
    nullable: true,
    description: '(value − previous) ÷ |previous|; null where previous is null or zero',
  })
  change!: number | null;

  @Field(() => Float, { nullable: true, description: 'of ratios: what is divided' })
  numerator!: number | null;

  @Field(() => Float, { nullable: true, description: 'of ratios: what it is divided by' })
  denominator!: number | null;

  @Field(() => PlanLevels, {
    nullable: true,
    description:
      'for the department, teams and people and whole months that are all planned; several months of figures that add up',
  })
  plan!: PlanLevels | null;

  @Field(() => Float, { nullable: true, description: 'value ÷ the optimal plan' })
  attainment!: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'value ÷ the part of the optimal plan due by now: of each month the part of its working days begun',
  })
  pace!: number | null;
}

@ObjectType({
  description:
    'The figures of one group and bucket: the keys asked for, and a field for every figure of the catalogue.',
})
export class KpiRow {
  @Field(() => ID, { description: 'the same for the same keys, whatever the figures' })
  id!: string;

  @Field(() => Period, { nullable: true, description: 'the bucket, with a grain' })
  period!: Period | null;

  /** a noun of one of the row's keys, loaded when somebody asks for it: all rows' together in one statement */
  readonly load: (dimension: Dimension) => Promise<object | null>;

  constructor(ctx: Context, id: string, period: Period | null, keys: ReadonlyMap<Dimension, string | null>) {
    this.id = id;
    this.period = period;
    this.load = (dimension) => loadRelated(ctx, nouns[dimension], keys.get(dimension));
  }
}

for (const dimension of dimensionNames) {
  const { field } = dimensions[dimension];
  const description = 'null: unknown, or not broken down by';
  Field(() => nouns[dimension].type as ClassType, { nullable: true, description })(KpiRow.prototype, field);
  Object.defineProperty(KpiRow.prototype, field, {
    get(this: KpiRow) {
      return this.load(dimension);
    },
  });
}
for (const { id, title, meaning, formula } of catalogue.values()) {
  const description = `${title.ru} · ${title.en}\n\n${meaning.ru}\n\n${meaning.en}\n\n\`${formula}\``;
  Field(() => KpiValue, { description })(KpiRow.prototype, id);
}

@ObjectType({ description: 'The answer to a `kpis` question.' })
export class KpiTable {
  @Field(() => [KpiRow], {
    description: 'group after group in the order asked for; within a group its buckets in time',
  })
  rows!: KpiRow[];

  @Field(() => KpiRow, {
    description: 'of all groups, computed and not added up from the page; stocks at the end of the period',
  })
  total!: KpiRow;

  @Field(() => Period)
  period!: Period;

  @Field(() => String, {
    description: 'how many committed entries the answer has seen: it only grows, and is the same on every server',
  })
  revision!: string;

  @Field(() => InstantScalar, { description: 'the instant the answer is true of: now, or `asOf`' })
  dataAsOf!: Date;

  @Field(() => String, {
    nullable: true,
    description: 'the statements that were asked of PostgreSQL, with their values, to check by',
  })
  sql!: string | null;
}

export const UnitEnum = enumOf(['MONEY', 'COUNT', 'RATIO', 'DURATION', 'SCORE']);
registerEnumType(UnitEnum, {
  name: 'Unit',
  description:
    'Money in the department currency, counts, fractions of one, seconds; a score is a number on a scale of its own.',
});

export const BetterEnum = enumOf(['UP', 'DOWN']);
registerEnumType(BetterEnum, { name: 'Better', description: 'Which way a figure should go.' });

@ObjectType({ description: 'A text in both languages.' })
export class Text {
  @Field(() => String)
  ru!: string;

  @Field(() => String)
  en!: string;
}

@ObjectType({ description: 'A figure of the catalogue: what it means and how it is computed.' })
export class KpiDefinition {
  @Field(() => KpiIdEnum)
  id!: string;

  @Field(() => Text)
  title!: Text;

  @Field(() => Text, { description: 'what it counts, and what it leaves out' })
  meaning!: Text;

  @Field(() => String, { description: 'over the measures of the ledger' })
  formula!: string;

  @Field(() => UnitEnum)
  unit!: string;

  @Field(() => BetterEnum)
  better!: string;

  @Field(() => String, { description: 'which of the source documents asks for it' })
  source!: string;

  @Field(() => [DimensionEnum], { description: 'what it can be broken down and filtered by' })
  breakdowns!: Dimension[];
}
