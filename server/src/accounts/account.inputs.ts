import { Field, ID, InputType, Int } from 'type-graphql';
import type { Role } from '../access/roles.ts';
import { RoleEnum } from '../department/viewer/role.ts';
import type { AmendAccount } from './amend-account.ts';
import type { CreateAccount } from './create-account.ts';
import type { EndAccount } from './end-account.ts';
import type { InviteAgain } from './invite-again.ts';

const optional = (description: string) => ({ nullable: true, description });
const once = { description: 'idempotency key: the same key and input again change nothing' };

@InputType()
export class CreateAccountInput implements CreateAccount {
  @Field(() => String, once)
  key!: string;

  @Field(() => String)
  name!: string;

  @Field(() => String, { description: 'what they sign in with, for example an e-mail address; kept in lower case' })
  login!: string;

  @Field(() => RoleEnum, { description: 'not SCREEN and not INTEGRATION: those have no accounts' })
  role!: Role;

  @Field(() => ID, optional('as whom they work here'))
  employeeId?: string | null;
}

@InputType({ description: 'What is to change: what is left out stays; null clears the employee.' })
export class AmendAccountInput implements AmendAccount {
  @Field(() => String, once)
  key!: string;

  @Field(() => ID)
  accountId!: string;

  @Field(() => Int, { description: 'the version you saw' })
  version!: number;

  @Field(() => String, optional('a new name'))
  name?: string | null;

  @Field(() => RoleEnum, optional('another role; not of your own account'))
  role?: Role | null;

  @Field(() => ID, optional('as whom they work here'))
  employeeId?: string | null;
}

@InputType()
export class InviteAgainInput implements InviteAgain {
  @Field(() => String, once)
  key!: string;

  @Field(() => ID)
  accountId!: string;
}

@InputType()
export class EndAccountInput implements EndAccount {
  @Field(() => String, once)
  key!: string;

  @Field(() => ID)
  accountId!: string;

  @Field(() => Int, { description: 'the version you saw' })
  version!: number;
}
