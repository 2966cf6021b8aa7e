import type { Pool, Transaction } from '../database/database.ts';
import { sql } from '../lib/sql.ts';
import type { Access } from './access.ts';

/**
 * A noun behind the second fence: row-level security of its table lets through what settings of the running transaction say,
 * `voronka.<name>_read` and `voronka.<name>_write`. They come from the rules of the noun, so that there is one policy and two fences.
 */
export interface Fence {
  /** what its settings are called, and what the policies of its table ask for */
  name: string;
  /** whose rules say which rows */
  subject: string;
}

/** What the door is opened for. */
export interface Opening {
  fence: Fence;
  /** the action whose rows may be read: `read` unless told */
  read?: string;
  /** the verb whose rows may be written: none unless told */
  write?: string;
  /** whose rules allow these actions, where they are not those of the noun itself */
  subject?: string;
}

interface Asks {
  access: Access;
}

/** The role of requests: the policies are written for it. */
const role = 'voronka_app';

/**
 * The one door to a fenced table: runs `work` in a transaction that says on whose behalf it asks. With a transaction that is under way
 * the door is open only until `work` ends. Whoever goes round it finds no rows.
 */
export async function fenced<Result>(
  db: Pool | Transaction,
  { access }: Asks,
  opening: Opening,
  work: (tx: Transaction) => Promise<Result>,
): Promise<Result> {
  const { name, subject } = opening.fence;
  const reach = (action: string | undefined): string =>
    JSON.stringify(action === undefined ? [] : access.conditions(action, opening.subject ?? subject));
  const [read, write] = [reach(opening.read ?? 'read'), reach(opening.write)];
  const inside = (tx: Transaction): Promise<Result> => openedFor(tx, name, read, write, work);
  return 'transaction' in db ? db.transaction(inside) : inside(db);
}

async function openedFor<Result>(
  tx: Transaction,
  name: string,
  read: string,
  write: string,
  work: (tx: Transaction) => Promise<Result>,
): Promise<Result> {
  const [before] = await tx.query<{ role: string; read: string | null; write: string | null }>(sql`/* fence */ select
    current_setting('role') as role, current_setting(${`voronka.${name}_read`}, true) as read,
    current_setting(${`voronka.${name}_write`}, true) as write`);
  const set = (as: string, readable: string, writable: string) =>
    tx.query(sql`/* fence */ select set_config('role', ${as}, true), set_config(${`voronka.${name}_read`}, ${readable}, true),
      set_config(${`voronka.${name}_write`}, ${writable}, true)`);
  const close = () => set(before?.role ?? role, before?.read ?? '', before?.write ?? '');
  await set(role, read, write);
  try {
    const result = await work(tx);
    await close();
    return result;
  } catch (error) {
    // a transaction that failed says no to this too, and is about to be rolled back
    await close().catch(() => undefined);
    throw error;
  }
}
