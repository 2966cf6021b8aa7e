import { Arg, Ctx, Field, ID, ObjectType, Query, Resolver } from 'type-graphql';
import type { Context } from '../context.ts';
import { exportSubject, subjectOf } from './export-subject.ts';

@ObjectType({ description: 'Everything that is held about somebody who asked.' })
export class SubjectExport {
  @Field(() => String, { description: 'Contact, Client or Employee' })
  subject!: string;

  @Field(() => ID)
  subjectId!: string;

  @Field(() => String, { description: 'all of it, as JSON' })
  json!: string;
}

const one = { nullable: true, description: 'exactly one of the three' };

@Resolver(() => SubjectExport)
export class SubjectExportResolver {
  @Query(() => SubjectExport, {
    description:
      'Everything held about a contact, a client or an employee, for whoever asks what it is. Goes into the audit log; one in a document, ten a day.',
  })
  async subjectExport(
    @Arg('contactId', () => ID, one) contactId: string | null,
    @Arg('clientId', () => ID, one) clientId: string | null,
    @Arg('employeeId', () => ID, one) employeeId: string | null,
    @Ctx() ctx: Context,
  ): Promise<SubjectExport> {
    const { subject, id } = subjectOf({ contactId, clientId, employeeId });
    const held = await exportSubject(ctx, subject, id);
    return Object.assign(new SubjectExport(), { subject, subjectId: id, json: JSON.stringify(held, null, 2) });
  }
}
