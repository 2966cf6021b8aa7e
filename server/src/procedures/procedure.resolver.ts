import { Arg, Ctx, Field, FieldResolver, Int, ObjectType, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../context.ts';
import { employeeNoun } from '../department/employees/employee.ts';
import { checkedFirst, connectionOf, type Page } from '../lib/connection.ts';
import { InstantScalar } from '../lib/scalars.ts';
import { typeOf } from '../records/graphql-fields.ts';
import { loadRelated } from '../records/noun.ts';
import { overdueReviews } from './overdue-reviews.ts';
import { type ProcedureRow, procedureNoun } from './procedure.ts';
import { loadVersions, type Version } from './read-versions.ts';

const steps = typeOf(procedureNoun.fields.steps, false) as () => [typeof Object];

@ObjectType({ description: 'What a procedure became by one change of it.' })
class ProcedureVersion implements Version {
  @Field(() => Int)
  version!: number;

  @Field(() => InstantScalar, { description: 'when it was changed' })
  at!: Date;

  @Field(() => String, { description: 'by which mutation' })
  verb!: string;

  @Field(() => [String], { description: 'the fields that were changed' })
  changed!: string[];

  @Field(() => String)
  title!: string;

  @Field(steps, { description: 'as they were from then on' })
  steps!: ProcedureRow['steps'];

  @Field(() => String, { nullable: true, description: 'what was found at a review' })
  note!: string | null;

  actorId!: string | null;
}

const ProcedureConnection = connectionOf(procedureNoun.type, procedureNoun.name);
const VersionConnection = connectionOf(ProcedureVersion, 'ProcedureVersion');

const first = { nullable: true, description: 'items on the page: 50 unless told, at most 500' };
const after = { nullable: true, description: 'the cursor of the item before the page' };

@Resolver(() => ProcedureVersion)
export class ProcedureVersionResolver {
  @FieldResolver(() => employeeNoun.type, { nullable: true, description: 'who changed it' })
  actor(@Root() { actorId }: ProcedureVersion, @Ctx() ctx: Context): Promise<object | null> {
    return loadRelated(ctx, employeeNoun, actorId);
  }
}

@Resolver(() => procedureNoun.type)
export class ProcedureResolver {
  @FieldResolver(() => VersionConnection, { description: 'who changed what and when, the latest first' })
  history(
    @Root() procedure: ProcedureRow,
    @Arg('first', () => Int, first) size: number | null,
    @Arg('after', () => String, after) from: string | null,
    @Ctx() ctx: Context,
  ): Promise<Page<Version>> {
    return loadVersions(ctx, procedure.id, checkedFirst(size), from ?? null);
  }

  @Query(() => ProcedureConnection, {
    description: 'Procedures that should have been reviewed before today, the longest overdue first.',
  })
  overdueReviews(
    @Arg('first', () => Int, first) size: number | null,
    @Arg('after', () => String, after) from: string | null,
    @Ctx() ctx: Context,
  ): Promise<Page<object>> {
    return overdueReviews(ctx, checkedFirst(size), from ?? null);
  }
}
