import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Context, Row } from '../../context.ts';
import { sql } from '../../lib/sql.ts';
import { pipelineNoun } from './pipeline.ts';
import { stageNoun } from './stage.ts';

type Ordered = ReturnType<typeof stageNoun.rowOf>;

@Resolver(() => pipelineNoun.type)
export class PipelineResolver {
  @FieldResolver(() => [stageNoun.type], { description: 'in order, ended ones too' })
  async stages(@Root() pipeline: { id: string }, @Ctx() ctx: Context): Promise<object[]> {
    const stages = await stagesByPipeline(ctx);
    return stages.get(pipeline.id) ?? [];
  }
}

const remembered = new WeakMap<Context, Promise<Map<string, object[]>>>();

/** The stages of all pipelines, read once a request: there are few, and a list of pipelines must not ask once each. */
function stagesByPipeline(ctx: Context): Promise<Map<string, object[]>> {
  let stages = remembered.get(ctx);
  if (!stages) remembered.set(ctx, (stages = readStages(ctx)));
  return stages;
}

async function readStages(ctx: Context): Promise<Map<string, object[]>> {
  const rows = await ctx.database.app.query<Row>(
    sql`/* stages */ select * from stage order by pipeline_id, position limit 10000`,
  );
  return Map.groupBy(rows.map(stageNoun.fromRow), (stage) => (stage as Ordered).pipelineId);
}
