import { Arg, Ctx, FieldResolver, Float, Int, Mutation, Resolver, Root } from 'type-graphql';
import type { Context } from '../../context.ts';
import { employeeNoun } from '../../department/employees/employee.ts';
import { checkedFirst, connectionOf, type Page } from '../../lib/connection.ts';
import { toMajor } from '../../lib/money.ts';
import { InstantScalar } from '../../lib/scalars.ts';
import { loadRelated } from '../../records/noun.ts';
import { lossReasonNoun } from '../loss-reasons/loss-reason.ts';
import { stageNoun } from '../pipelines/stage.ts';
import { advanceDeal } from './advance-deal.ts';
import { checkItem } from './check-item.ts';
import { loadChecklist, loadReadiness } from './checklist.ts';
import { AdvanceDealInput, CheckItemInput, SetNextStepInput } from './deal.inputs.ts';
import { Deal, dealNoun } from './deal.ts';
import { ChecklistItem, DealFactTold, NextStep, SuggestedStep } from './deal-depth.types.ts';
import { loadHistory, type Told } from './deal-history.ts';
import { rottingSince } from './rotting-since.ts';
import { setNextStep } from './set-next-step.ts';

const HistoryConnection = connectionOf(DealFactTold, 'DealFact');

@Resolver(() => Deal)
export class DealDepthResolver {
  @FieldResolver(() => Float, {
    nullable: true,
    description: 'what it is worth in its own currency; null: it has none, or not known',
  })
  currencyAmount(@Root() { currency, currencyMinor }: Deal): number | null {
    return currency === null ? null : toMajor(currencyMinor, currency);
  }

  @FieldResolver(() => lossReasonNoun.type, {
    nullable: true,
    description: 'why it was lost, where that is one of the list',
  })
  listedLossReason(@Root() deal: Deal, @Ctx() ctx: Context): Promise<object | null> {
    return loadRelated(ctx, lossReasonNoun, deal.lossReasonId);
  }

  @FieldResolver(() => InstantScalar, {
    nullable: true,
    description:
      'from when it stands in its stage for longer than allowed there; may be to come. Null: closed, or no limit',
  })
  rottingSince(@Root() deal: Deal, @Ctx() ctx: Context): Promise<Date | null> {
    return rottingSince(ctx, deal);
  }

  @FieldResolver(() => NextStep, { nullable: true, description: 'what is to be done next; null: nothing is agreed' })
  nextStep(@Root() { step, stepAt }: Deal): NextStep | null {
    return step === null ? null : { text: step, dueAt: stepAt };
  }

  @FieldResolver(() => [ChecklistItem], { description: 'what the procedure of its stage asks to be done' })
  checklist(@Root() deal: Deal, @Ctx() ctx: Context): Promise<ChecklistItem[]> {
    return loadChecklist(ctx, deal.id);
  }

  @FieldResolver(() => SuggestedStep, { nullable: true, description: 'where it goes next; null: it is closed' })
  async suggestedStep(@Root() deal: Deal, @Ctx() ctx: Context): Promise<SuggestedStep | null> {
    if (deal.status !== 'open') return null;
    const [readiness, items] = await Promise.all([loadReadiness(ctx, deal.id), loadChecklist(ctx, deal.id)]);
    if (!readiness) return null;
    const open = items.filter(({ required, done }) => required && !done);
    return { stage: await loadRelated(ctx, stageNoun, readiness.nextStageId), missing: readiness.missing, open };
  }

  @FieldResolver(() => HistoryConnection, { description: 'everything that happened to it, in order' })
  history(
    @Root() deal: Deal,
    @Arg('first', () => Int, { nullable: true, description: 'items on the page: 50 unless told, at most 500' }) first:
      | number
      | null,
    @Arg('after', () => String, { nullable: true, description: 'the cursor of the item before the page' }) after:
      | string
      | null,
    @Ctx() ctx: Context,
  ): Promise<Page<Told>> {
    return loadHistory(ctx, deal.id, checkedFirst(first), after ?? null);
  }

  @Mutation(() => Deal, { description: 'Takes a deal to the next stage; refused with what is missing.' })
  async advanceDeal(
    @Arg('input', () => AdvanceDealInput) input: AdvanceDealInput,
    @Ctx() ctx: Context,
  ): Promise<Deal | null> {
    return loadRelated(ctx, dealNoun, await advanceDeal(ctx, input));
  }

  @Mutation(() => Deal, { description: 'Says what is to be done next about a deal, and by when.' })
  async setNextStep(
    @Arg('input', () => SetNextStepInput) input: SetNextStepInput,
    @Ctx() ctx: Context,
  ): Promise<Deal | null> {
    return loadRelated(ctx, dealNoun, await setNextStep(ctx, input));
  }

  @Mutation(() => Deal, { description: "Ticks off a step of a deal's checklist, or takes that back." })
  async checkItem(
    @Arg('input', () => CheckItemInput) input: CheckItemInput,
    @Ctx() ctx: Context,
  ): Promise<Deal | null> {
    return loadRelated(ctx, dealNoun, await checkItem(ctx, input));
  }
}

@Resolver(() => DealFactTold)
export class DealFactResolver {
  @FieldResolver(() => employeeNoun.type, { nullable: true, description: 'who recorded it' })
  actor(@Root() { actorId }: DealFactTold, @Ctx() ctx: Context): Promise<object | null> {
    return loadRelated(ctx, employeeNoun, actorId);
  }

  @FieldResolver(() => stageNoun.type, { nullable: true, description: 'the stage it stood in afterwards' })
  stage(@Root() { stageId }: DealFactTold, @Ctx() ctx: Context): Promise<object | null> {
    return loadRelated(ctx, stageNoun, stageId);
  }
}

@Resolver(() => ChecklistItem)
export class ChecklistItemResolver {
  @FieldResolver(() => employeeNoun.type, { nullable: true, description: 'who ticked it off' })
  by(@Root() { employeeId }: ChecklistItem, @Ctx() ctx: Context): Promise<object | null> {
    return loadRelated(ctx, employeeNoun, employeeId);
  }
}
