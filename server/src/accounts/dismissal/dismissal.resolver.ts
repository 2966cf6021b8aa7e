import { Arg, Ctx, Field, ID, InputType, Int, Mutation, ObjectType, Resolver } from 'type-graphql';
import type { Context } from '../../context.ts';
import { employeeNoun } from '../../department/employees/employee.ts';
import { loadRelated } from '../../records/noun.ts';
import { type DismissEmployee, dismissEmployee } from './dismiss-employee.ts';

@ObjectType({ description: 'Somebody has left: what went to their successor, and what was taken back.' })
export class Dismissal {
  @Field(() => employeeNoun.type, { nullable: true })
  employee!: object | null;

  @Field(() => Int, { description: 'open deals handed over' })
  deals!: number;

  @Field(() => Int, { description: 'clients handed over' })
  clients!: number;

  @Field(() => Int, { description: 'sessions, tokens and invitations taken back' })
  credentials!: number;
}

@InputType()
export class DismissEmployeeInput implements DismissEmployee {
  @Field(() => String, { description: 'idempotency key: the same key and input again change nothing' })
  key!: string;

  @Field(() => ID, { description: 'who leaves' })
  employeeId!: string;

  @Field(() => ID, { description: 'who takes over their open deals and clients' })
  successorId!: string;
}

@Resolver(() => Dismissal)
export class DismissalResolver {
  @Mutation(() => Dismissal, {
    description:
      'Somebody leaves: everything that lets them in is taken back at once, and their open deals and clients go to their successor.',
  })
  async dismissEmployee(
    @Arg('input', () => DismissEmployeeInput) input: DismissEmployeeInput,
    @Ctx() ctx: Context,
  ): Promise<Dismissal> {
    const { employeeId, ...counts } = await dismissEmployee(ctx, input);
    const employee = await loadRelated(ctx, employeeNoun, employeeId);
    return Object.assign(new Dismissal(), { employee, ...counts });
  }
}
