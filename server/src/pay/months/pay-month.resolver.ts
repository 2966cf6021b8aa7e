import {
  Arg,
  Ctx,
  Field,
  FieldResolver,
  ID,
  InputType,
  Int,
  Mutation,
  ObjectType,
  Query,
  Resolver,
  Root,
  registerEnumType,
} from 'type-graphql';
import type { Context } from '../../context.ts';
import { departmentNoun } from '../../department/departments/department.ts';
import { employeeNoun } from '../../department/employees/employee.ts';
import { connectionOf, type Page } from '../../lib/connection.ts';
import { Refusal } from '../../lib/refusal.ts';
import { DayScalar, InstantScalar } from '../../lib/scalars.ts';
import type { Day } from '../../lib/zone.ts';
import { loadRelated } from '../../records/noun.ts';
import { type ClosePayMonth, closePayMonth } from './close-pay-month.ts';
import { type ClosingTold, listMonths, type MonthTold, monthOfClosing } from './list-months.ts';

const statuses = { OPEN: 'open', PARTLY_CLOSED: 'partly_closed', CLOSED: 'closed' } as const;
registerEnumType(statuses, {
  name: 'PayMonthStatus',
  description: 'Open; closed for some departments; closed for the whole house.',
});

@InputType()
export class ClosePayMonthInput implements ClosePayMonth {
  @Field(() => String, { description: 'idempotency key: the same key and input again do nothing more' })
  key!: string;

  @Field(() => DayScalar, { description: 'the first day of a month that is over' })
  month!: Day;

  @Field(() => ID, { nullable: true, description: 'only those who stand in it now; left out: the whole house' })
  departmentId?: string | null;
}

@ObjectType({ description: 'That a month was closed.' })
export class PayClosing {
  @Field(() => ID)
  id!: string;

  @Field(() => InstantScalar)
  closedAt!: Date;
}

@ObjectType({
  description: 'A month of pay (расчётный месяц). Once closed, what changes in it is paid as a correction later.',
})
export class PayMonth {
  @Field(() => DayScalar, { description: 'its first day' })
  month!: Day;

  @Field(() => [PayClosing])
  closings!: PayClosing[];
}

const PayMonthConnection = connectionOf(PayMonth, 'PayMonth');

@Resolver(() => PayMonth)
export class PayMonthResolver {
  @Query(() => PayMonthConnection, { description: 'The months of pay, the running one first.' })
  payMonths(
    @Arg('first', () => Int, { nullable: true, description: 'items on the page: 50 unless told, at most 500' })
    first: number | null,
    @Arg('after', () => String, { nullable: true, description: 'the cursor of the item before the page' })
    after: string | null,
    @Ctx() ctx: Context,
  ): Promise<Page<object>> {
    return listMonths(ctx, { first: first ?? null, after: after ?? null });
  }

  @Mutation(() => PayMonth, {
    description:
      'Closes a month of pay: what everybody’s pay came to is kept as it stands, with the entries behind it.',
  })
  async closePayMonth(
    @Arg('input', () => ClosePayMonthInput) input: ClosePayMonthInput,
    @Ctx() ctx: Context,
  ): Promise<object> {
    const id = await closePayMonth(ctx, input);
    const month = await monthOfClosing(ctx, id);
    if (!month) throw Refusal.notFound('input.month', 'pay month', id);
    return month;
  }

  @FieldResolver(() => statuses)
  status(@Root() { closings }: MonthTold): string {
    if (closings.length === 0) return statuses.OPEN;
    return closings.some(({ departmentId }) => departmentId === null) ? statuses.CLOSED : statuses.PARTLY_CLOSED;
  }
}

@Resolver(() => PayClosing)
export class PayClosingResolver {
  @FieldResolver(() => departmentNoun.type, { nullable: true, description: 'null: the whole house' })
  department(@Root() { departmentId }: ClosingTold, @Ctx() ctx: Context): Promise<object | null> {
    return loadRelated(ctx, departmentNoun, departmentId);
  }

  @FieldResolver(() => employeeNoun.type, {
    nullable: true,
    description: 'who closed it; null: nobody of the employees',
  })
  closedBy(@Root() { closedBy }: ClosingTold, @Ctx() ctx: Context): Promise<object | null> {
    return loadRelated(ctx, employeeNoun, closedBy);
  }
}
