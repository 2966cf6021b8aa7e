import { Ctx, Field, FieldResolver, ID, Int, ObjectType, Resolver, Root } from 'type-graphql';
import type { Context, Row } from '../../context.ts';
import { sql } from '../../lib/sql.ts';
import { loadNoun, type Noun } from '../../records/noun.ts';

@ObjectType({ description: 'A way from first acquaintance to purchase, in ordered stages (воронка).' })
export class Pipeline {
  @Field(() => ID)
  id!: string;

  @Field(() => String)
  name!: string;
}

@ObjectType({ description: 'A step of a pipeline (этап воронки).' })
export class Stage {
  @Field(() => ID)
  id!: string;

  @Field(() => String)
  name!: string;

  @Field(() => Int, { description: 'its place in the pipeline, from 1' })
  position!: number;

  pipelineId!: string;
}

export const pipelineNoun: Noun<Pipeline> = {
  table: 'pipeline',
  type: Pipeline,
  many: 'pipelines',
  one: 'pipeline',
  fromRow: (row: Row) => Object.assign(new Pipeline(), { id: row.id, name: row.name }),
};

export const stageNoun: Noun<Stage> = {
  table: 'stage',
  type: Stage,
  many: 'stages',
  one: 'stage',
  fromRow: (row: Row) =>
    Object.assign(new Stage(), { id: row.id, name: row.name, position: row.position, pipelineId: row.pipeline_id }),
};

@Resolver(() => Stage)
export class StageResolver {
  @FieldResolver(() => Pipeline)
  pipeline(@Root() stage: Stage, @Ctx() ctx: Context): Promise<Pipeline | null> {
    return loadNoun(ctx, pipelineNoun, stage.pipelineId);
  }
}

@Resolver(() => Pipeline)
export class PipelineResolver {
  @FieldResolver(() => [Stage], { description: 'in order' })
  async stages(@Root() pipeline: Pipeline, @Ctx() ctx: Context): Promise<Stage[]> {
    const stages = await stagesByPipeline(ctx);
    return stages.get(pipeline.id) ?? [];
  }
}

const remembered = new WeakMap<Context, Promise<Map<string, Stage[]>>>();

/** The stages of all pipelines, read once a request: there are few, and a list of pipelines must not ask once each. */
export function stagesByPipeline(ctx: Context): Promise<Map<string, Stage[]>> {
  let stages = remembered.get(ctx);
  if (!stages) remembered.set(ctx, (stages = readStages(ctx)));
  return stages;
}

async function readStages(ctx: Context): Promise<Map<string, Stage[]>> {
  const rows = await ctx.database.app.query<Row>(
    sql`/* stages */ select * from stage order by pipeline_id, position limit 10000`,
  );
  return Map.groupBy(rows.map(stageNoun.fromRow), (stage) => stage.pipelineId);
}
