import { addCredential } from '../access/credential.ts';
import { newSecret } from '../access/secret.ts';
import { accessChanged } from '../accounts/access-changed.ts';
import { checkedLabel } from '../accounts/account-fields.ts';
import type { Context } from '../context.ts';
import { runVerb } from '../ledger/verb.ts';
import { sql } from '../lib/sql.ts';
import { checkedBoard } from './boards.ts';
import { lockPairing } from './find-pairing.ts';

export interface ApproveScreen {
  key: string;
  userCode: string;
  name: string;
  board: string;
}

/** Lets in the screen that shows a code. Its secret is made when it asks: until then nobody has one. */
export function approveScreen(ctx: Context, input: ApproveScreen): Promise<string> {
  const call = { verb: 'approveScreen', key: input.key, input, result: { newIn: 'credential' } };
  return runVerb(ctx, call, async (tx, id) => {
    const name = checkedLabel(input.name, 'input.name');
    const board = checkedBoard(input.board, 'input.board');
    const pairing = await lockPairing(tx, ctx, input.userCode, 'input.userCode');
    const screen = { id, kind: 'screen', role: 'screen', name, board, createdBy: ctx.viewer.principal } as const;
    await addCredential(tx, newSecret(), screen, ctx.clock.now());
    await tx.query(sql`/* approve-screen */ update pairing set credential_id = ${id} where id = ${pairing.id}`);
    const details = { board };
    await accessChanged(tx, ctx, { action: 'approveScreen', subject: 'Credential', subjectId: id, details });
  });
}
