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
import { checkedFirst, connectionOf, type Page } from '../../lib/connection.ts';
import { typeOf } from '../../records/graphql-fields.ts';
import { loadRelated } from '../../records/noun.ts';
import { type AssignUnassigned, assignUnassigned } from './assign-unassigned.ts';
import { assignmentRuleNoun } from './assignment-rule.ts';
import { assignmentRunNoun, subjectKind } from './assignment-run.ts';
import { type Proposal, type ProposedRule, previewAssignment } from './preview-assignment.ts';
import { ruleFields } from './rule-fields.ts';

const optional = (description: string) => ({ nullable: true, description });
const ModelEnum = typeOf(ruleFields.model, true) as () => object;
const ScopeEnum = typeOf(ruleFields.appliesTo, true) as () => object;
const KindEnum = typeOf(subjectKind, false) as () => object;

@InputType({ description: 'A rule of assignment that is only thought of: see AssignmentRule.' })
export class ProposedRuleInput implements ProposedRule {
  @Field(ModelEnum)
  model!: ProposedRule['model'];

  @Field(ScopeEnum, optional('to what it applies; to both unless told'))
  appliesTo?: ProposedRule['appliesTo'];

  @Field(() => ID, optional('only from there'))
  territoryId?: string | null;

  @Field(() => ID, optional('only about these products'))
  productLineId?: string | null;

  @Field(() => ID, optional('only of this group'))
  segmentId?: string | null;

  @Field(() => ID, optional('only what came this way'))
  sourceId?: string | null;

  @Field(() => Float, optional('only what may bring as much'))
  minimumAmount?: number | null;

  @Field(() => ID, optional('who gets it'))
  employeeId?: string | null;

  @Field(() => ID, optional('who gets it: of this team the one with the least work in hand'))
  teamId?: string | null;
}

@ObjectType({ description: 'Who would get a client or lead that nobody answers for.' })
export class AssignmentProposal {
  @Field(KindEnum)
  kind!: Proposal['kind'];

  @Field(() => ID, { description: 'the id of the client or lead' })
  subjectId!: string;

  @Field(() => String, { description: 'what it is called' })
  name!: string;

  employeeId!: string | null;

  ruleId!: string | null;

  @Field(
    () => Int,
    optional('the place of the rule that decides among those asked about, the first 1; null: none does'),
  )
  ruleNumber!: number | null;
}

const AssignmentProposalConnection = connectionOf(AssignmentProposal, 'AssignmentProposal');

@InputType()
export class AssignUnassignedInput implements AssignUnassigned {
  @Field(() => String, { description: 'idempotency key: the same key and input again give nothing more away' })
  key!: string;

  @Field(() => Int, optional('at most so many at once: 100 unless told, 500 at most'))
  limit?: number | null;
}

@Resolver(() => AssignmentProposal)
export class AssignmentResolver {
  @Query(() => AssignmentProposalConnection, {
    description:
      'Who would get what nobody answers for, in the order in which `assignUnassigned` gives it away: under the rules as they stand, or under others.',
  })
  async assignmentPreview(
    @Arg('first', () => Int, optional('items on the page: 50 unless told, at most 500')) first: number | null,
    @Arg('after', () => String, optional('the cursor of the item before the page')) after: string | null,
    @Arg(
      'rules',
      () => [ProposedRuleInput],
      optional('rules to try, in order, in place of those that stand; at most 100'),
    )
    rules: ProposedRuleInput[] | null,
    @Ctx() ctx: Context,
  ): Promise<Page<AssignmentProposal>> {
    const asked = { first: checkedFirst(first), after: after ?? null, rules: rules ?? null };
    return previewAssignment(ctx, asked);
  }

  @FieldResolver(() => employeeNoun.type, optional('who would get it; null: no rule finds anybody'))
  employee(@Root() { employeeId }: AssignmentProposal, @Ctx() ctx: Context): Promise<object | null> {
    return loadRelated(ctx, employeeNoun, employeeId);
  }

  @FieldResolver(
    () => assignmentRuleNoun.type,
    optional('the stored rule that decides; null: none, or one that is only tried'),
  )
  rule(@Root() { ruleId }: AssignmentProposal, @Ctx() ctx: Context): Promise<object | null> {
    return loadRelated(ctx, assignmentRuleNoun, ruleId);
  }

  @Mutation(() => assignmentRunNoun.type, {
    description: 'Gives clients and open leads that nobody answers for to whom the rules say.',
  })
  async assignUnassigned(
    @Arg('input', () => AssignUnassignedInput) input: AssignUnassignedInput,
    @Ctx() ctx: Context,
  ): Promise<object | null> {
    return loadRelated(ctx, assignmentRunNoun, await assignUnassigned(ctx, input));
  }
}
