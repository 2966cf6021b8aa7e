import { revokeCredentials } from '../access/credential.ts';
import type { Context } from '../context.ts';
import type { Transaction } from '../database/database.ts';
import { postNews } from '../ledger/news.ts';
import { runVerb } from '../ledger/verb.ts';
import { checkedId } from '../lib/decimal-id.ts';
import { Refusal } from '../lib/refusal.ts';
import { sql } from '../lib/sql.ts';
import { clearMachineNames } from './clear-mentions.ts';
import { type Erase, type Erased, erased } from './erased.ts';
import { mentionsOf } from './mentions.ts';
import { noteErasure } from './note-erasure.ts';

/** Forgets who had an account that has ended. Its number stays: the audit log says by it who did what. */
export async function eraseAccount(ctx: Context, input: Erase): Promise<Erased> {
  const id = checkedId(input.id, 'input.id');
  const call = { verb: 'eraseAccount', key: input.key, input, result: { id } };
  await runVerb(ctx, call, async (tx) => {
    const [account] = await tx.query<{ name: string; ended_at: Date | null }>(
      sql`/* account-to-erase */ select name, ended_at from account where id = ${id} for update`,
    );
    if (!account) throw Refusal.notFound('input.id', 'account', id);
    if (account.ended_at === null) {
      const message = 'input.id: the account still lets somebody in; end it first';
      throw Refusal.refused('ACCOUNT_NOT_ENDED', message, { field: 'input.id' });
    }
    await forgetAccounts(tx, ctx, [id]);
    const machines = await clearMachineNames(tx, mentionsOf(account));
    await postNews(tx, ctx, 'access_changed', {});
    await noteErasure(tx, ctx, 'Account', id, { machines });
  });
  return erased('Account', id);
}

/** Takes everything out of accounts that have ended that says whose they were: name, login, secrets, and from where and by what they came in. */
export async function forgetAccounts(tx: Transaction, ctx: Context, ids: readonly string[]): Promise<void> {
  const names = ids.map((id) => erased('Account', id).name);
  await tx.query(sql`/* erase-accounts */ update account a set name = n.name, login = null, oidc_subject = null, version = a.version + 1
    from unnest(${[...ids]}::bigint[], ${names}::text[]) as n(id, name) where a.id = n.id`);
  const theirs = sql`c.account_id = any(${[...ids]}::bigint[])`;
  await revokeCredentials(tx, theirs, ctx.viewer.principal, ctx.clock.now());
  await tx.query(
    sql`/* erase-credentials */ update credential c set name = null, last_used_from = null where ${theirs}`,
  );
  for (const id of ids) await tx.query(sql`/* erase-secrets */ select erase_account_secret(${id})`);
}
