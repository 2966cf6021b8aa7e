import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { InstantScalar } from '../../lib/scalars.ts';

@ObjectType({ description: 'One line of the audit log: who did what, or looked at what is not shown by itself.' })
export class AuditEntry {
  @Field(() => ID)
  id!: string;

  @Field(() => InstantScalar)
  at!: Date;

  @Field(() => String, { description: 'whoever did it, as they are called today' })
  actor!: string;

  @Field(() => String, { description: 'by what they are known: account, token, screen, guest, cli …' })
  kind!: string;

  @Field(() => String, { description: 'a verb, or what was looked at: revealContact, signIn, readAudit …' })
  action!: string;

  @Field(() => String, { nullable: true, description: 'the type of what it was done to' })
  subject!: string | null;

  @Field(() => ID, { nullable: true })
  subjectId!: string | null;

  @Field(() => String, { nullable: true, description: 'the address the request came from' })
  from!: string | null;

  @Field(() => String, { description: 'further facts, as JSON: ids and numbers, never personal text' })
  details!: string;

  @Field(() => Boolean, { description: 'it is in the hash chain: nobody can change it unnoticed any more' })
  chained!: boolean;

  @Field(() => Boolean, { description: 'somebody should look at this' })
  alert!: boolean;
}

@InputType({ description: 'Which entries; every condition given must hold.' })
export class AuditFilter {
  @Field(() => [String], { nullable: true })
  actions?: string[] | null;

  @Field(() => String, { nullable: true, description: 'a part of the name, or a principal such as account:5' })
  actor?: string | null;

  @Field(() => String, { nullable: true, description: 'the type of what it was done to' })
  subject?: string | null;

  @Field(() => ID, { nullable: true })
  subjectId?: string | null;

  @Field(() => InstantScalar, { nullable: true, description: 'from this instant on' })
  from?: Date | null;

  @Field(() => InstantScalar, { nullable: true, description: 'before this instant' })
  to?: Date | null;

  @Field(() => Boolean, { nullable: true, description: 'true: only what somebody should look at' })
  alerts?: boolean | null;
}
