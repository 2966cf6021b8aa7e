import { revokeCredentials, shownTo, withWhatTheyMade } from '../access/credential.ts';
import type { Context } from '../context.ts';
import type { Transaction } from '../database/database.ts';
import { runVerb } from '../ledger/verb.ts';
import { checkedId } from '../lib/decimal-id.ts';
import { sql } from '../lib/sql.ts';
import { accessChanged } from './access-changed.ts';
import { ensureKeyholderRemains, ensureNotOwn, lockAccount } from './lock-account.ts';

export interface EndAccount {
  key: string;
  accountId: string;
  version: number;
}

/** Ends an account: everything that lets its owner in is taken back at once, tokens and links they made for others included. */
export function endAccount(ctx: Context, input: EndAccount): Promise<string> {
  const id = checkedId(input.accountId, 'input.accountId');
  const on = { subject: 'Account', id, field: 'input.accountId' };
  return runVerb(ctx, { verb: 'endAccount', key: input.key, input, result: { id }, on }, async (tx) => {
    await closeAccount(tx, ctx, id, input.version);
  });
}

/** The same as a part of another verb: gives how many credentials still held. Refuses one's own, and the last that decides who is let in. */
export async function closeAccount(tx: Transaction, ctx: Context, id: string, version?: number): Promise<number> {
  const now = ctx.clock.now();
  const account = await lockAccount(tx, id, version);
  ensureNotOwn(ctx, account, 'input.accountId');
  await ensureKeyholderRemains(tx, account, 'input.accountId');
  await tx.query(sql`/* end-account */ update account set ended_at = ${now}, version = version + 1 where id = ${id}`);
  // what they made for machines and for others they have seen the secrets of
  const theirs = withWhatTheyMade(sql`c.account_id = ${id} or ${shownTo(`account:${id}`)}`);
  const revoked = await revokeCredentials(tx, theirs, ctx.viewer.principal, now);
  await accessChanged(tx, ctx, {
    ...{ action: 'endAccount', subject: 'Account', subjectId: id },
    details: { credentials: revoked },
  });
  return revoked;
}
