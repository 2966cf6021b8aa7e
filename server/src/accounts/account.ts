import { Ctx, Field, FieldResolver, ID, Int, ObjectType, Resolver, Root } from 'type-graphql';
import type { Role } from '../access/roles.ts';
import type { Context, Row } from '../context.ts';
import { employeeNoun } from '../department/employees/employee.ts';
import { RoleEnum } from '../department/viewer/role.ts';
import { Viewer } from '../department/viewer/viewer.ts';
import { InstantScalar } from '../lib/scalars.ts';
import { loadNoun, type Noun } from '../records/noun.ts';

@ObjectType({ description: 'Somebody who can sign in (учётная запись); ended, never deleted.' })
export class Account {
  @Field(() => ID)
  id!: string;

  @Field(() => String)
  name!: string;

  @Field(() => String, {
    nullable: true,
    description: 'what they sign in with, in lower case; null: not with a password',
  })
  login!: string | null;

  @Field(() => RoleEnum)
  role!: Role;

  @Field(() => InstantScalar)
  createdAt!: Date;

  @Field(() => InstantScalar, { nullable: true, description: 'since when nobody is let in by it' })
  endedAt!: Date | null;

  @Field(() => Int, { description: 'goes up with every change; pass it back to say which state you saw' })
  version!: number;

  employeeId!: string | null;
}

@ObjectType({ description: 'An account, and the link by which its owner chooses a password.' })
export class CreatedAccount {
  @Field(() => Account)
  account!: Account;

  @Field(() => String, {
    nullable: true,
    description: 'path of the link, good for seven days and once; shown only now: null when the same key is sent again',
  })
  invitation!: string | null;
}

export const accountNoun: Noun<Account> = {
  table: 'account',
  type: Account,
  many: 'accounts',
  one: 'account',
  fromRow: (row: Row) =>
    Object.assign(new Account(), {
      ...{ id: row.id, name: row.name, login: row.login, role: row.role, version: row.version },
      ...{ createdAt: row.created_at, endedAt: row.ended_at, employeeId: row.employee_id },
    }),
};

@Resolver(() => Account)
export class AccountResolver {
  @FieldResolver(() => employeeNoun.type, { nullable: true, description: 'as whom they work here' })
  employee(@Root() account: Account, @Ctx() ctx: Context): Promise<object | null> {
    return loadNoun(ctx, employeeNoun, account.employeeId);
  }

  @FieldResolver(() => Boolean, { description: 'whether signing in takes a second factor' })
  async totp(@Root() account: Account, @Ctx() ctx: Context): Promise<boolean> {
    return (await ctx.load('account_about', account.id))?.totp === true;
  }

  @FieldResolver(() => InstantScalar, { nullable: true, description: 'when anything of theirs was last used' })
  async lastSeenAt(@Root() account: Account, @Ctx() ctx: Context): Promise<Date | null> {
    return ((await ctx.load('account_about', account.id))?.last_seen_at as Date | null | undefined) ?? null;
  }
}

@Resolver(() => Viewer)
export class ViewersAccountResolver {
  @FieldResolver(() => Account, { nullable: true, description: 'what they are signed in with' })
  account(@Ctx() ctx: Context): Promise<Account | null> {
    return loadNoun(ctx, accountNoun, ctx.viewer.accountId);
  }
}
