import { Ctx, Field, FieldResolver, ID, ObjectType, Resolver, Root, registerEnumType } from 'type-graphql';
import type { CredentialKind } from '../access/credential.ts';
import type { Role } from '../access/roles.ts';
import type { Context, Row } from '../context.ts';
import { employeeNoun } from '../department/employees/employee.ts';
import { RoleEnum } from '../department/viewer/role.ts';
import { InstantScalar } from '../lib/scalars.ts';
import { loadNoun, loadRelated, type Noun } from '../records/noun.ts';
import { Account, accountNoun } from './account.ts';

export const CredentialKindEnum: Record<string, CredentialKind> = {
  SESSION: 'session',
  TOKEN: 'token',
  SCREEN: 'screen',
  INVITATION: 'invitation',
};
registerEnumType(CredentialKindEnum, {
  name: 'CredentialKind',
  description:
    'What lets somebody in: a session of a browser, an API token, a paired screen, a link to choose a password.',
});

const optional = (description: string) => ({ nullable: true, description });

@ObjectType({ description: 'Something that lets somebody in. Its secret is kept by nobody but its owner.' })
export class Credential {
  @Field(() => ID)
  id!: string;

  @Field(() => CredentialKindEnum)
  kind!: CredentialKind;

  @Field(() => String, optional('of a token or screen: what it was called; of a session: the browser'))
  name!: string | null;

  @Field(() => Boolean, { description: 'it may look and change nothing' })
  readOnly!: boolean;

  @Field(() => String, optional('of a screen: the board it shows'))
  board!: string | null;

  @Field(() => InstantScalar)
  createdAt!: Date;

  @Field(() => InstantScalar, optional('until when it holds by itself; null: until it is revoked'))
  expiresAt!: Date | null;

  @Field(() => InstantScalar, optional('to the minute'))
  lastUsedAt!: Date | null;

  @Field(() => String, optional('the address it was last used from'))
  lastUsedFrom!: string | null;

  @Field(() => InstantScalar, optional('since when it holds no more'))
  revokedAt!: Date | null;

  ownRole!: Role | null;

  employeeId!: string | null;

  accountId!: string | null;
}

@ObjectType({ description: 'A token, and its secret.' })
export class CreatedToken {
  @Field(() => Credential)
  credential!: Credential;

  @Field(() => String, optional('shown only now: null when the same key is sent again'))
  secret!: string | null;
}

export const credentialNoun: Noun<Credential> = {
  table: 'credential',
  type: Credential,
  many: 'credentials',
  one: 'credential',
  fromRow: (row: Row) =>
    Object.assign(new Credential(), {
      ...{ id: row.id, kind: row.kind, name: row.name, readOnly: row.read_only, board: row.board },
      ...{ createdAt: row.created_at, expiresAt: row.expires_at, revokedAt: row.revoked_at },
      ...{ lastUsedAt: row.last_used_at, lastUsedFrom: row.last_used_from },
      ...{ ownRole: row.role, employeeId: row.employee_id, accountId: row.account_id },
    }),
};

@Resolver(() => Credential)
export class CredentialResolver {
  @FieldResolver(() => Account, optional("whose it is; null: a machine's"))
  account(@Root() credential: Credential, @Ctx() ctx: Context): Promise<Account | null> {
    return loadNoun(ctx, accountNoun, credential.accountId);
  }

  @FieldResolver(() => RoleEnum, { description: 'of the account it belongs to, as it is now, else its own' })
  async role(@Root() credential: Credential, @Ctx() ctx: Context): Promise<Role> {
    const account = await loadRelated(ctx, accountNoun, credential.accountId);
    const role = account?.role ?? credential.ownRole;
    if (!role) throw new Error(`credential ${credential.id} has no role`);
    return role;
  }

  @FieldResolver(() => employeeNoun.type, optional('as whom of the department it acts'))
  async employee(@Root() credential: Credential, @Ctx() ctx: Context): Promise<object | null> {
    const account = await loadRelated(ctx, accountNoun, credential.accountId);
    return loadNoun(ctx, employeeNoun, account ? account.employeeId : credential.employeeId);
  }

  @FieldResolver(() => Boolean, { description: 'it is the one you are using right now' })
  current(@Root() credential: Credential, @Ctx() ctx: Context): boolean {
    return credential.id === ctx.viewer.credentialId;
  }
}
