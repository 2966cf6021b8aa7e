import { Field, ID, InputType, Int } from 'type-graphql';
import type { Role } from '../access/roles.ts';
import { RoleEnum } from '../department/viewer/role.ts';
import type { CreateToken } from './create-token.ts';
import type { RevokeCredential } from './revoke-credential.ts';

const optional = (description: string) => ({ nullable: true, description });
const once = { description: 'idempotency key: the same key and input again change nothing' };

@InputType()
export class CreateTokenInput implements CreateToken {
  @Field(() => String, once)
  key!: string;

  @Field(() => String, { description: 'what it is for' })
  name!: string;

  @Field(() => RoleEnum, optional("of a machine's token; without one it is your own, with what you are"))
  role?: Role | null;

  @Field(() => Boolean, optional('it may look and change nothing'))
  readOnly?: boolean | null;

  @Field(
    () => Int,
    optional('how long it holds: 90 unless told, at most 365; never longer than the token it is made with'),
  )
  days?: number | null;

  @Field(() => ID, optional('as whom of the department a machine acts'))
  employeeId?: string | null;
}

@InputType()
export class RevokeCredentialInput implements RevokeCredential {
  @Field(() => String, once)
  key!: string;

  @Field(() => ID)
  credentialId!: string;
}
