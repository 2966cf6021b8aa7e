import { accessChanged } from '../accounts/access-changed.ts';
import type { Context } from '../context.ts';
import { runVerb } from '../ledger/verb.ts';
import { sql } from '../lib/sql.ts';
import { lockPairing } from './find-pairing.ts';

export interface DenyScreen {
  key: string;
  userCode: string;
}

/** Sends away the screen that shows a code. */
export async function denyScreen(ctx: Context, input: DenyScreen): Promise<void> {
  const call = { verb: 'denyScreen', key: input.key, input, result: { newIn: 'pairing' } };
  await runVerb(ctx, call, async (tx) => {
    const { id } = await lockPairing(tx, ctx, input.userCode, 'input.userCode');
    await tx.query(sql`/* deny-screen */ update pairing set denied_at = ${ctx.clock.now()} where id = ${id}`);
    await accessChanged(tx, ctx, { action: 'denyScreen', subject: 'Pairing', subjectId: id });
  });
}
