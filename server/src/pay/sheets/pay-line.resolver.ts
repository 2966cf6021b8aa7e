import { Arg, Ctx, FieldResolver, Float, Int, Resolver, Root } from 'type-graphql';
import type { Context } from '../../context.ts';
import { Text } from '../../kpi/kpi-table.ts';
import { connectionOf, type Page } from '../../lib/connection.ts';
import { toMajor } from '../../lib/money.ts';
import { DayScalar } from '../../lib/scalars.ts';
import type { Day } from '../../lib/zone.ts';
import { loadNoun, loadRelated } from '../../records/noun.ts';
import { dealNoun } from '../../sales/deals/deal.ts';
import { productLineNoun } from '../../sales/products/product-line.ts';
import type { LineEntry } from '../reckoning/line.ts';
import { type DealShare, pageOfDeals, pageOfEntries } from './line-entries.ts';
import { formulaOf, titleOf } from './line-words.ts';
import {
  PayBonusPart,
  PayCoefficientPart,
  PayCorrectionPart,
  PayDeal,
  PayEntry,
  PayFigure,
  PayLine,
  PaySalaryPart,
  PayTier,
} from './pay.types.ts';
import type { SheetLine } from './sheet.ts';
import { partsOf } from './shown-line.ts';

const PayEntryConnection = connectionOf(PayEntry, 'PayEntry');
const PayDealConnection = connectionOf(PayDeal, 'PayDeal');
const first = { nullable: true, description: 'items on the page: 50 unless told, at most 500' };
const after = { nullable: true, description: 'the cursor of the item before the page' };

@Resolver(() => PayLine)
export class PayLineResolver {
  @FieldResolver(() => Text)
  title(@Root() line: SheetLine): Text {
    return titleOf(line);
  }

  @FieldResolver(() => String, { description: 'how the amount came about, in numbers' })
  formula(@Root() line: SheetLine, @Ctx() ctx: Context): string {
    return formulaOf(line, ctx.settings.currency);
  }

  @FieldResolver(() => Float, { nullable: true, description: 'what the rate, or the part of the month, is taken of' })
  base(@Root() { base }: SheetLine, @Ctx() ctx: Context): number | null {
    return toMajor(base, ctx.settings.currency);
  }

  @FieldResolver(() => Float, { nullable: true, description: 'percent of the base' })
  percent(@Root() { rate }: SheetLine): number | null {
    return rate === null ? null : rate / 10_000;
  }

  @FieldResolver(() => Float)
  amount(@Root() { amount }: SheetLine, @Ctx() ctx: Context): number | null {
    return toMajor(amount, ctx.settings.currency);
  }

  @FieldResolver(() => DayScalar, {
    nullable: true,
    description: 'the first day of the closed month that a correction is about',
  })
  aboutMonth(@Root() { aboutMonth }: SheetLine): Day | null {
    return aboutMonth;
  }

  @FieldResolver(() => productLineNoun.type, { nullable: true, description: 'with a percentage of its own' })
  productLine(@Root() { explanation }: SheetLine, @Ctx() ctx: Context): Promise<object | null> {
    return loadRelated(ctx, productLineNoun, explanation.productLineId);
  }

  @FieldResolver(() => PaySalaryPart, { nullable: true })
  salary(@Root() line: SheetLine, @Ctx() ctx: Context): PaySalaryPart | null {
    return partsOf(line, ctx.settings.currency).salary;
  }

  @FieldResolver(() => PayTier, { nullable: true })
  tier(@Root() line: SheetLine, @Ctx() ctx: Context): PayTier | null {
    return partsOf(line, ctx.settings.currency).tier;
  }

  @FieldResolver(() => PayBonusPart, { nullable: true })
  bonus(@Root() line: SheetLine, @Ctx() ctx: Context): PayBonusPart | null {
    return partsOf(line, ctx.settings.currency).bonus;
  }

  @FieldResolver(() => PayCoefficientPart, { nullable: true })
  coefficient(@Root() line: SheetLine, @Ctx() ctx: Context): PayCoefficientPart | null {
    return partsOf(line, ctx.settings.currency).coefficient;
  }

  @FieldResolver(() => PayCorrectionPart, { nullable: true })
  correction(@Root() line: SheetLine, @Ctx() ctx: Context): PayCorrectionPart | null {
    return partsOf(line, ctx.settings.currency).correction;
  }

  @FieldResolver(() => [PayFigure], { description: 'what a bonus or the coefficient depends on' })
  figures(@Root() line: SheetLine, @Ctx() ctx: Context): PayFigure[] {
    return partsOf(line, ctx.settings.currency).figures;
  }

  @FieldResolver(() => PayEntryConnection, {
    description:
      'the entries of the ledger behind it, in the order they were posted; of a closed month those it was closed with',
  })
  entries(
    @Root() line: SheetLine,
    @Arg('first', () => Int, first) size: number | null,
    @Arg('after', () => String, after) cursor: string | null,
    @Ctx() ctx: Context,
  ): Promise<Page<object>> {
    return pageOfEntries(ctx, line, { first: size ?? null, after: cursor ?? null });
  }

  @FieldResolver(() => PayDealConnection, { description: 'the deals behind it, product line by product line' })
  deals(
    @Root() line: SheetLine,
    @Arg('first', () => Int, first) size: number | null,
    @Arg('after', () => String, after) cursor: string | null,
    @Ctx() ctx: Context,
  ): Promise<Page<object>> {
    return pageOfDeals(ctx, line, { first: size ?? null, after: cursor ?? null });
  }
}

@Resolver(() => PayEntry)
export class PayEntryResolver {
  @FieldResolver(() => Float, {
    nullable: true,
    description: 'its part of what the rate was taken of; null: it only counts in a figure',
  })
  base(@Root() { base }: LineEntry, @Ctx() ctx: Context): number | null {
    return toMajor(base, ctx.settings.currency);
  }

  @FieldResolver(() => Float, {
    nullable: true,
    description: 'its part of the amount; null where it cannot be told apart',
  })
  amount(@Root() { amount }: LineEntry, @Ctx() ctx: Context): number | null {
    return toMajor(amount, ctx.settings.currency);
  }

  @FieldResolver(() => dealNoun.type, {
    nullable: true,
    description: 'null: of none, or of one that is not the viewer’s to see',
  })
  deal(@Root() { dealId }: LineEntry, @Ctx() ctx: Context): Promise<object | null> {
    return loadNoun(ctx, dealNoun, dealId);
  }

  @FieldResolver(() => productLineNoun.type, { nullable: true })
  productLine(@Root() { productLineId }: LineEntry, @Ctx() ctx: Context): Promise<object | null> {
    return loadRelated(ctx, productLineNoun, productLineId);
  }
}

@Resolver(() => PayDeal)
export class PayDealResolver {
  @FieldResolver(() => Float)
  base(@Root() { base }: DealShare, @Ctx() ctx: Context): number | null {
    return toMajor(base, ctx.settings.currency);
  }

  @FieldResolver(() => Float)
  amount(@Root() { amount }: DealShare, @Ctx() ctx: Context): number | null {
    return toMajor(amount, ctx.settings.currency);
  }

  @FieldResolver(() => dealNoun.type, { nullable: true, description: 'null: it is not the viewer’s to see' })
  deal(@Root() { dealId }: DealShare, @Ctx() ctx: Context): Promise<object | null> {
    return loadNoun(ctx, dealNoun, dealId);
  }

  @FieldResolver(() => productLineNoun.type, { nullable: true })
  productLine(@Root() { productLineId }: DealShare, @Ctx() ctx: Context): Promise<object | null> {
    return loadRelated(ctx, productLineNoun, productLineId);
  }
}
