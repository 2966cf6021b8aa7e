import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { Context } from '../context.ts';
import { loadRelated } from '../records/noun.ts';
import { AmendAccountInput, CreateAccountInput, EndAccountInput, InviteAgainInput } from './account.inputs.ts';
import { Account, accountNoun, CreatedAccount } from './account.ts';
import { amendAccount } from './amend-account.ts';
import { createAccount, type Invited } from './create-account.ts';
import { endAccount } from './end-account.ts';
import { inviteAgain } from './invite-again.ts';

@Resolver(() => Account)
export class AccountVerbs {
  @Mutation(() => CreatedAccount, { description: 'Gives somebody an account, and a link to choose a password by.' })
  async createAccount(
    @Arg('input', () => CreateAccountInput) input: CreateAccountInput,
    @Ctx() ctx: Context,
  ): Promise<CreatedAccount> {
    return shown(ctx, await createAccount(ctx, input));
  }

  @Mutation(() => Account, { description: 'Amends an account; another role holds at once, on open sockets too.' })
  async amendAccount(
    @Arg('input', () => AmendAccountInput) input: AmendAccountInput,
    @Ctx() ctx: Context,
  ): Promise<Account | null> {
    return loadRelated(ctx, accountNoun, await amendAccount(ctx, input));
  }

  @Mutation(() => CreatedAccount, {
    description: 'A new link to an account; the one before ends. Choosing a password by it takes a second factor off.',
  })
  async inviteAgain(
    @Arg('input', () => InviteAgainInput) input: InviteAgainInput,
    @Ctx() ctx: Context,
  ): Promise<CreatedAccount> {
    return shown(ctx, await inviteAgain(ctx, input));
  }

  @Mutation(() => Account, { description: 'Ends an account, and everything that lets its owner in, at once.' })
  async endAccount(
    @Arg('input', () => EndAccountInput) input: EndAccountInput,
    @Ctx() ctx: Context,
  ): Promise<Account | null> {
    return loadRelated(ctx, accountNoun, await endAccount(ctx, input));
  }
}

async function shown(ctx: Context, { id, invitation }: Invited): Promise<CreatedAccount> {
  const account = await loadRelated(ctx, accountNoun, id);
  return Object.assign(new CreatedAccount(), { account, invitation });
}
