import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { InstantScalar } from '../lib/scalars.ts';
import type { AmendScreen } from './amend-screen.ts';
import type { ApproveScreen } from './approve-screen.ts';
import type { DenyScreen } from './deny-screen.ts';

@ObjectType({ description: 'A screen that waits to be let in.' })
export class Pairing {
  @Field(() => String, { description: 'the letters it shows' })
  userCode!: string;

  @Field(() => String, { description: 'the address it asks from' })
  from!: string;

  @Field(() => String, { description: 'what it says it is' })
  browser!: string;

  @Field(() => InstantScalar)
  createdAt!: Date;

  @Field(() => InstantScalar)
  expiresAt!: Date;
}

const once = { description: 'idempotency key: the same key and input again change nothing' };
const typed = { description: 'the letters the screen shows; case, spaces and hyphens do not matter' };

@InputType()
export class ApproveScreenInput implements ApproveScreen {
  @Field(() => String, once)
  key!: string;

  @Field(() => String, typed)
  userCode!: string;

  @Field(() => String, { description: 'where it hangs' })
  name!: string;

  @Field(() => ID, { description: 'the board it shows' })
  board!: string;
}

@InputType()
export class DenyScreenInput implements DenyScreen {
  @Field(() => String, once)
  key!: string;

  @Field(() => String, typed)
  userCode!: string;
}

@InputType({ description: 'What is to change: what is left out stays.' })
export class AmendScreenInput implements AmendScreen {
  @Field(() => String, once)
  key!: string;

  @Field(() => ID)
  credentialId!: string;

  @Field(() => String, { nullable: true, description: 'where it hangs' })
  name?: string | null;

  @Field(() => ID, { nullable: true, description: 'the board it shows' })
  board?: string | null;
}
