import { accessChanged } from '../accounts/access-changed.ts';
import { checkedLabel } from '../accounts/account-fields.ts';
import type { Context } from '../context.ts';
import { runVerb } from '../ledger/verb.ts';
import { checkedId } from '../lib/decimal-id.ts';
import { Refusal } from '../lib/refusal.ts';
import { sql } from '../lib/sql.ts';
import { checkedBoard } from './boards.ts';

/** What is to change in a screen: what is left out stays. */
export interface AmendScreen {
  key: string;
  credentialId: string;
  name?: string | null;
  board?: string | null;
}

/** Renames a screen, or has it show another board. */
export function amendScreen(ctx: Context, input: AmendScreen): Promise<string> {
  const id = checkedId(input.credentialId, 'input.credentialId');
  const on = { subject: 'Credential', id, field: 'input.credentialId' };
  return runVerb(ctx, { verb: 'amendScreen', key: input.key, input, result: { id }, on }, async (tx) => {
    const name = typeof input.name === 'string' ? checkedLabel(input.name, 'input.name') : null;
    const board = typeof input.board === 'string' ? checkedBoard(input.board, 'input.board') : null;
    const amended = await tx.query(sql`/* amend-screen */ update credential
      set name = coalesce(${name}, name), board = coalesce(${board}, board)
      where id = ${id} and kind = 'screen' and revoked_at is null returning id`);
    if (amended.length === 0) throw Refusal.notFound('input.credentialId', 'screen', id);
    await accessChanged(tx, ctx, { action: 'amendScreen', subject: 'Credential', subjectId: id, details: { board } });
  });
}
