import { createHash } from 'node:crypto';
import { audit } from '../access/audit.ts';
import type { Context } from '../context.ts';
import type { Transaction } from '../database/database.ts';
import { Refusal } from '../lib/refusal.ts';
import { raw, sql } from '../lib/sql.ts';
import { checkedText } from '../lib/text.ts';

/** A verb being called: its name, its idempotency key, and the input the key stands for. */
export interface VerbCall {
  verb: string;
  key: string;
  input: object;
  /** the id of what the verb changes, or the table in which it creates something; `fenced`: whoever shows that looks through its fence */
  result: { id: string } | { newIn: string; fenced?: true };
  /** the row it changes, when whose it is decides who may: its GraphQL type, its id, and the input that names it */
  on?: { subject: string; id: string; field: string };
  /** noted in the audit log, as done to this type: who had the client base in hand, and from where */
  audited?: string;
}

interface Claim {
  claimed: boolean;
  verb: string;
  body_hash: Buffer;
  result_id: string;
}

/**
 * Runs a verb once per key. The key, a hash of the input and the id of the result commit together with what the verb wrote; the same
 * key again gives the same id without doing anything, the same key with another input is refused, and a refused verb leaves no trace.
 * Two calls with one key at once: the second waits for the first to end.
 */
export async function runVerb(
  ctx: Context,
  call: VerbCall,
  work: (tx: Transaction, id: string) => Promise<void>,
): Promise<string> {
  checkVerbKey(call.key);
  ctx.access.ensure(call.verb);
  const hash = keyHash(call);
  const id = await ctx.database.app.transaction(async (tx) => {
    const claim = await claimKey(tx, ctx, call, hash);
    if (claim.claimed) {
      if (call.on) await ctx.access.ensureRow(tx, call.verb, call.on.subject, call.on.id, call.on.field);
      await work(tx, claim.result_id);
      if (call.audited && ctx.viewer.kind !== 'local') {
        const event = { action: call.verb, subject: call.audited, subjectId: claim.result_id };
        await audit(tx, ctx.viewer, ctx.clock.now(), event);
      }
    } else if (claim.verb !== call.verb || !claim.body_hash.equals(hash)) {
      throw Refusal.refused('KEY_REUSED', `input.key: this key was already used for another ${claim.verb}`, {
        field: 'input.key',
      });
    } else await refuseGone(tx, ctx, call, claim.result_id);
    return claim.result_id;
  });
  ctx.changed();
  return id;
}

/** A key that is sent again shows what it did as it stands now: only to whoever may still see it. */
async function refuseGone(tx: Transaction, ctx: Context, { verb, on, result }: VerbCall, id: string): Promise<void> {
  const of = on ? { subject: on.subject } : 'newIn' in result && !result.fenced ? { table: result.newIn } : null;
  if (!of || (await ctx.access.seesRow(tx, of, id))) return;
  throw Refusal.refused(
    'DONE_AND_OUT_OF_SIGHT',
    `input.key: this ${verb} was done; what it changed is somebody else's by now`,
    {
      field: 'input.key',
      id,
    },
  );
}

/** Refuses a key that is none. */
export function checkVerbKey(key: string): void {
  checkedText(key, 'input.key', 'an idempotency key', 200);
}

/** What is kept of a key: it is its owner's own text and may name people. */
export function keptKey({ key }: VerbCall): Buffer {
  return createHash('sha256').update(key).digest();
}

/** What a key stands for: the hash of everything else in the input. */
export function keyHash(call: VerbCall): Buffer {
  return createHash('sha256')
    .update(canonical({ ...call.input, key: undefined }))
    .digest();
}

async function claimKey(tx: Transaction, ctx: Context, call: VerbCall, hash: Buffer): Promise<Claim> {
  const id =
    'id' in call.result
      ? sql`${call.result.id}::bigint`
      : raw(`nextval(pg_get_serial_sequence('${call.result.newIn}', 'id'))`);
  const insert = sql`/* claim-key */ insert into idempotency (principal, key, verb, body_hash, result_id, created_at)
    values (${ctx.viewer.principal}, ${keptKey(call)}, ${call.verb}, ${hash}, ${id}, ${ctx.clock.now()})
    on conflict do nothing returning true as claimed, verb, body_hash, result_id`;
  const [mine] = await tx.query<Claim>(insert.prepared(`claim-key-${'id' in call.result ? 'of' : call.result.newIn}`));
  if (mine) return mine;
  const [theirs] = await tx.query<Claim>(sql`/* claimed-key */ select false as claimed, verb, body_hash, result_id
    from idempotency where principal = ${ctx.viewer.principal} and key = ${keptKey(call)}`);
  if (!theirs) throw new Error('an idempotency key was taken and is gone');
  return theirs;
}

/** JSON with sorted keys and without undefined: equal inputs give equal text. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    part && typeof part === 'object' && !Array.isArray(part) && !(part instanceof Date)
      ? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
