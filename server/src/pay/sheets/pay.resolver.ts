import { Arg, Ctx, FieldResolver, Float, ID, Int, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../../context.ts';
import { employeeNoun } from '../../department/employees/employee.ts';
import { connectionOf, type Page } from '../../lib/connection.ts';
import { toMajor } from '../../lib/money.ts';
import { DayScalar } from '../../lib/scalars.ts';
import type { Day } from '../../lib/zone.ts';
import { loadRelated } from '../../records/noun.ts';
import { loadScheme } from '../schemes/list-schemes.ts';
import { PayScheme } from '../schemes/pay-scheme.types.ts';
import { Pay, PayLine } from './pay.types.ts';
import { listPay, readPay } from './read-pay.ts';
import type { Sheet, SheetLine } from './sheet.ts';

const PayConnection = connectionOf(Pay, 'Pay');

@Resolver(() => Pay)
export class PayResolver {
  @Query(() => Pay, {
    description:
      'What a month of somebody comes to, and how each part of it came about. Looking at others’ is noted in the audit log.',
  })
  pay(
    @Arg('employeeId', () => ID, { nullable: true, description: 'whose; left out: one’s own' }) employeeId:
      | string
      | null,
    @Arg('month', () => DayScalar, { description: 'the first day of a month that has begun' }) month: Day,
    @Ctx() ctx: Context,
  ): Promise<object> {
    return readPay(ctx, { employeeId: employeeId ?? null, month });
  }

  @Query(() => PayConnection, {
    description:
      'A month of everybody whose pay the viewer may see and who is paid by a scheme. Looking at others’ is noted in the audit log.',
  })
  pays(
    @Arg('month', () => DayScalar, { description: 'the first day of a month that has begun' }) month: Day,
    @Arg('departmentId', () => ID, { nullable: true, description: 'only of those who stand in it now' })
    departmentId: string | null,
    @Arg('first', () => Int, { nullable: true, description: 'items on the page: 50 unless told, at most 500' })
    first: number | null,
    @Arg('after', () => String, { nullable: true, description: 'the cursor of the item before the page' })
    after: string | null,
    @Ctx() ctx: Context,
  ): Promise<Page<object>> {
    const given = { departmentId: departmentId ?? null, first: first ?? null, after: after ?? null };
    return listPay(ctx, { month, ...given });
  }

  @FieldResolver(() => employeeNoun.type, { nullable: true })
  employee(@Root() { employeeId }: Sheet, @Ctx() ctx: Context): Promise<object | null> {
    return loadRelated(ctx, employeeNoun, employeeId);
  }

  @FieldResolver(() => PayScheme, { nullable: true, description: 'by which they are paid; null: by none' })
  scheme(@Root() { schemeId }: Sheet, @Ctx() ctx: Context): Promise<object | null> {
    return loadScheme(ctx, schemeId);
  }

  @FieldResolver(() => Float, { description: 'the sum of the lines' })
  total(@Root() { total }: Sheet, @Ctx() ctx: Context): number | null {
    return toMajor(total, ctx.settings.currency);
  }

  @FieldResolver(() => [PayLine], { description: 'each rounded by itself, half up' })
  lines(@Root() { lines }: Sheet): SheetLine[] {
    return lines;
  }
}
