import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import type { Context } from '../context.ts';
import { eraseAccount } from './erase-account.ts';
import { eraseClient } from './erase-client.ts';
import { eraseContact } from './erase-contact.ts';
import { eraseEmployee } from './erase-employee.ts';
import type { Erase } from './erased.ts';

@ObjectType({
  description: 'That somebody was forgotten: what was theirs is there under a number, and counts as before.',
})
export class Erasure {
  @Field(() => String, { description: 'Contact, Client, Employee or Account' })
  subject!: string;

  @Field(() => ID)
  subjectId!: string;

  @Field(() => String, { description: 'what they are called from now on' })
  name!: string;
}

@InputType()
export class EraseContactInput implements Erase {
  @Field(() => String, { description: 'idempotency key: the same key and input again change nothing' })
  key!: string;

  @Field(() => ID)
  id!: string;
}

@InputType()
export class EraseClientInput implements Erase {
  @Field(() => String, { description: 'idempotency key: the same key and input again change nothing' })
  key!: string;

  @Field(() => ID)
  id!: string;
}

@InputType()
export class EraseEmployeeInput implements Erase {
  @Field(() => String, { description: 'idempotency key: the same key and input again change nothing' })
  key!: string;

  @Field(() => ID)
  id!: string;
}

@InputType()
export class EraseAccountInput implements Erase {
  @Field(() => String, { description: 'idempotency key: the same key and input again change nothing' })
  key!: string;

  @Field(() => ID)
  id!: string;
}

@Resolver(() => Erasure)
export class ErasureResolver {
  @Mutation(() => Erasure, { description: 'Forgets a contact: name, phone and e-mail are gone for good.' })
  async eraseContact(
    @Arg('input', () => EraseContactInput) input: EraseContactInput,
    @Ctx() ctx: Context,
  ): Promise<Erasure> {
    return Object.assign(new Erasure(), await eraseContact(ctx, input));
  }

  @Mutation(() => Erasure, {
    description: 'Forgets a client that is a person, with its contacts and the words of its deals; no figure changes.',
  })
  async eraseClient(
    @Arg('input', () => EraseClientInput) input: EraseClientInput,
    @Ctx() ctx: Context,
  ): Promise<Erasure> {
    return Object.assign(new Erasure(), await eraseClient(ctx, input));
  }

  @Mutation(() => Erasure, {
    description: 'Forgets somebody who has left, with their account and its secrets; no figure changes.',
  })
  async eraseEmployee(
    @Arg('input', () => EraseEmployeeInput) input: EraseEmployeeInput,
    @Ctx() ctx: Context,
  ): Promise<Erasure> {
    return Object.assign(new Erasure(), await eraseEmployee(ctx, input));
  }

  @Mutation(() => Erasure, {
    description: 'Forgets whose an account was that has ended: its name, its login and its secrets.',
  })
  async eraseAccount(
    @Arg('input', () => EraseAccountInput) input: EraseAccountInput,
    @Ctx() ctx: Context,
  ): Promise<Erasure> {
    return Object.assign(new Erasure(), await eraseAccount(ctx, input));
  }
}
