import { revokeCredentials, withWhatTheyMade } from '../access/credential.ts';
import type { Context } from '../context.ts';
import { runVerb } from '../ledger/verb.ts';
import { checkedId } from '../lib/decimal-id.ts';
import { Refusal } from '../lib/refusal.ts';
import { sql } from '../lib/sql.ts';
import { accessChanged } from './access-changed.ts';

export interface RevokeCredential {
  key: string;
  credentialId: string;
}

/** Takes back what lets somebody in, and what was made with it: at once, for good, and on open sockets too. */
export function revokeCredential(ctx: Context, input: RevokeCredential): Promise<string> {
  const id = checkedId(input.credentialId, 'input.credentialId');
  const on = { subject: 'Credential', id, field: 'input.credentialId' };
  return runVerb(ctx, { verb: 'revokeCredential', key: input.key, input, result: { id }, on }, async (tx) => {
    const [found] = await tx.query<{ kind: string }>(
      sql`/* credential-to-revoke */ select kind from credential where id = ${id} for update`,
    );
    if (!found) throw Refusal.notFound('input.credentialId', 'credential', id);
    const it = withWhatTheyMade(sql`c.id = ${id}`);
    const revoked = await revokeCredentials(tx, it, ctx.viewer.principal, ctx.clock.now());
    if (revoked === 0) return;
    const details = { kind: found.kind, credentials: revoked };
    await accessChanged(tx, ctx, { action: 'revokeCredential', subject: 'Credential', subjectId: id, details });
  });
}
