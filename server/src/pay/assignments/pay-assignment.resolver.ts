import {
  Arg,
  Ctx,
  Field,
  FieldResolver,
  Float,
  ID,
  InputType,
  Int,
  Mutation,
  ObjectType,
  Query,
  Resolver,
  Root,
} from 'type-graphql';
import type { Context } from '../../context.ts';
import { employeeNoun } from '../../department/employees/employee.ts';
import { connectionOf, type Page } from '../../lib/connection.ts';
import { toMajor } from '../../lib/money.ts';
import { Refusal } from '../../lib/refusal.ts';
import { DayScalar, InstantScalar } from '../../lib/scalars.ts';
import type { Day } from '../../lib/zone.ts';
import { loadRelated } from '../../records/noun.ts';
import { loadScheme } from '../schemes/list-schemes.ts';
import { PayScheme } from '../schemes/pay-scheme.types.ts';
import { type AssignPayScheme, assignPayScheme } from './assign-pay-scheme.ts';
import { type AssignmentRow, listAssignments, readAssignment } from './list-assignments.ts';

@InputType()
export class AssignPaySchemeInput implements AssignPayScheme {
  @Field(() => String, { description: 'idempotency key: the same key and input again do nothing more' })
  key!: string;

  @Field(() => ID)
  employeeId!: string;

  @Field(() => ID, { nullable: true, description: 'null: from then on they are paid by none' })
  schemeId?: string | null;

  @Field(() => DayScalar, { description: 'the first day of the month it holds from' })
  from!: Day;

  @Field(() => Float, { nullable: true, description: 'their own salary of a whole month, instead of the scheme’s' })
  salary?: number | null;
}

@ObjectType({ description: 'How somebody is paid from a month on. Told twice of one month, the later one holds.' })
export class PayAssignment {
  @Field(() => ID)
  id!: string;

  @Field(() => DayScalar, { description: 'the first day of the month it holds from' })
  month!: Day;

  @Field(() => InstantScalar, { description: 'when it was told' })
  madeAt!: Date;
}

const PayAssignmentConnection = connectionOf(PayAssignment, 'PayAssignment');

@Resolver(() => PayAssignment)
export class PayAssignmentResolver {
  @Query(() => PayAssignmentConnection, {
    description: 'How people are paid, the one told last first: one’s own, or all of them.',
  })
  payAssignments(
    @Arg('employeeId', () => ID, { nullable: true, description: 'only of this one' }) employeeId: string | null,
    @Arg('first', () => Int, { nullable: true, description: 'items on the page: 50 unless told, at most 500' })
    first: number | null,
    @Arg('after', () => String, { nullable: true, description: 'the cursor of the item before the page' })
    after: string | null,
    @Ctx() ctx: Context,
  ): Promise<Page<object>> {
    return listAssignments(ctx, { employeeId: employeeId ?? null, first: first ?? null, after: after ?? null });
  }

  @Mutation(() => PayAssignment, { description: 'Says how somebody is paid from a month on that is open.' })
  async assignPayScheme(
    @Arg('input', () => AssignPaySchemeInput) input: AssignPaySchemeInput,
    @Ctx() ctx: Context,
  ): Promise<object> {
    const id = await assignPayScheme(ctx, input);
    const assignment = await readAssignment(ctx, id);
    if (!assignment) throw Refusal.notFound('input.employeeId', 'pay assignment', id);
    return assignment;
  }

  @FieldResolver(() => employeeNoun.type, { nullable: true })
  employee(@Root() { employeeId }: AssignmentRow, @Ctx() ctx: Context): Promise<object | null> {
    return loadRelated(ctx, employeeNoun, employeeId);
  }

  @FieldResolver(() => PayScheme, { nullable: true, description: 'null: none' })
  scheme(@Root() { schemeId }: AssignmentRow, @Ctx() ctx: Context): Promise<object | null> {
    return loadScheme(ctx, schemeId);
  }

  @FieldResolver(() => Float, { nullable: true, description: 'their own salary; null: the scheme’s' })
  salary(@Root() { salary }: AssignmentRow, @Ctx() ctx: Context): number | null {
    return toMajor(salary, ctx.settings.currency);
  }
}
