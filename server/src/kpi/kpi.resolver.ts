import type { GraphQLResolveInfo } from 'graphql';
import { Args, Ctx, Info, Query, Resolver, Root, Subscription } from 'type-graphql';
import type { Context } from '../context.ts';
import { servedByHub } from '../lib/subscription.ts';
import { catalogue } from './catalogue.ts';
import { KpisArgs } from './kpi.args.ts';
import { KpiDefinition, KpiTable } from './kpi-table.ts';
import { readKpis } from './read-kpis.ts';
import { selectedKpis } from './selection.ts';

@Resolver()
export class KpiResolver {
  @Query(() => [KpiDefinition], {
    description: 'Every figure there is: what it means, its formula, and what it can be broken down by.',
  })
  kpiCatalogue(): KpiDefinition[] {
    return [...catalogue.values()].map(({ id, title, meaning, formula, unit, better, source, breakdowns }) =>
      Object.assign(new KpiDefinition(), {
        ...{ id, title, meaning, formula, source, breakdowns },
        ...{ unit: unit.toUpperCase(), better: better.toUpperCase() },
      }),
    );
  }

  @Query(() => KpiTable, {
    description: 'Any figures of a period, by any breakdown. Only what is selected is computed.',
  })
  kpis(@Args(() => KpisArgs) args: KpisArgs, @Ctx() ctx: Context, @Info() info: GraphQLResolveInfo): Promise<KpiTable> {
    return readKpis(
      ctx,
      args,
      selectedKpis(info, (name) => catalogue.has(name)),
    );
  }

  @Subscription(() => KpiTable, {
    name: 'kpis',
    subscribe: servedByHub,
    description: 'The same, whole and at once, and whole again after each change that touches it.',
  })
  kpisLive(@Args(() => KpisArgs) _args: KpisArgs, @Root() table: KpiTable): KpiTable {
    return table;
  }
}
