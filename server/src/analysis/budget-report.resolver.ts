import { Args, Ctx, Query, Resolver } from 'type-graphql';
import type { Context } from '../context.ts';
import { readBudgetReport } from './budget-report.ts';
import { BudgetReport, BudgetReportArgs } from './budget-report.types.ts';

@Resolver()
export class BudgetReportResolver {
  @Query(() => BudgetReport, { description: 'What may be spent in a period, and what was.' })
  budgetReport(@Args(() => BudgetReportArgs) args: BudgetReportArgs, @Ctx() ctx: Context): Promise<BudgetReport> {
    return readBudgetReport(ctx, args);
  }
}
