import { Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import { Credential, credentialNoun } from '../accounts/credential.ts';
import type { Context } from '../context.ts';
import { loadRelated } from '../records/noun.ts';
import { amendScreen } from './amend-screen.ts';
import { approveScreen } from './approve-screen.ts';
import { Board } from './board.ts';
import { boards } from './boards.ts';
import { denyScreen } from './deny-screen.ts';
import { findPairing } from './find-pairing.ts';
import { AmendScreenInput, ApproveScreenInput, DenyScreenInput, Pairing } from './pairing.ts';

@Resolver()
export class ScreenResolver {
  @Query(() => [Board], { description: 'What a screen can show.' })
  boards(): Board[] {
    return boards.map((board) => Object.assign(new Board(), board));
  }

  @Query(() => Pairing, {
    nullable: true,
    description: 'The screen that shows a code; null when none does (any more). Wrong codes are counted: ten a minute.',
  })
  async pairing(
    @Arg('userCode', () => String, { description: 'the letters it shows; case, spaces and hyphens do not matter' })
    userCode: string,
    @Ctx() ctx: Context,
  ): Promise<Pairing | null> {
    const found = await findPairing(ctx.database.app, ctx, userCode, 'userCode');
    return found && Object.assign(new Pairing(), found);
  }

  @Mutation(() => Credential, { description: 'Lets in the screen that shows a code.' })
  async approveScreen(
    @Arg('input', () => ApproveScreenInput) input: ApproveScreenInput,
    @Ctx() ctx: Context,
  ): Promise<Credential | null> {
    return loadRelated(ctx, credentialNoun, await approveScreen(ctx, input));
  }

  @Mutation(() => Boolean, { description: 'Sends away the screen that shows a code.' })
  async denyScreen(@Arg('input', () => DenyScreenInput) input: DenyScreenInput, @Ctx() ctx: Context): Promise<boolean> {
    await denyScreen(ctx, input);
    return true;
  }

  @Mutation(() => Credential, { description: 'Renames a screen, or has it show another board.' })
  async amendScreen(
    @Arg('input', () => AmendScreenInput) input: AmendScreenInput,
    @Ctx() ctx: Context,
  ): Promise<Credential | null> {
    return loadRelated(ctx, credentialNoun, await amendScreen(ctx, input));
  }
}
