import { Refusal } from '../lib/refusal.ts';
import { formatSnapshot, type Position, parseSnapshot, type Snapshot } from './snapshot.ts';

const version = '1';
/** generous: a cursor names the transactions that were running, of which there are as many as connections */
const longest = 40_000;

/**
 * A cursor holds the position itself, so that nothing has to be remembered for those who are away: the snapshot, the place inside one
 * transaction, and the cluster, because transaction ids mean nothing in another.
 */
export function cursorOf(cluster: string, { snapshot, part }: Position): string {
  const place = part ? `${part.xid}/${part.id}` : '';
  return Buffer.from(`${version} ${cluster} ${formatSnapshot(snapshot)} ${place}`).toString('base64url');
}

const form = /^(\d+) (-?\d{1,20}) ([\d:,]+) (?:(\d{1,20})\/(\d{1,19}))?$/;

/** The position of a cursor. Refuses what is none, and one of another cluster. */
export function positionOf(cursor: string, cluster: string): Position {
  const found = cursor.length <= longest ? form.exec(Buffer.from(cursor, 'base64url').toString('latin1')) : null;
  const snapshot = found?.[1] === version ? parseSnapshot(found[3] ?? '') : null;
  if (!found || !snapshot)
    throw Refusal.badInput('after', 'a cursor that came with an event', { got: cursor.slice(0, 40) });
  if (found[2] !== cluster) throw expired();
  const part = found[4] && found[5] ? { xid: BigInt(found[4]), id: BigInt(found[5]) } : null;
  return { snapshot, part };
}

/** Refuses a position this cluster has not reached: it was given before the database was set back to an earlier state. */
export function checkReached({ snapshot }: Position, now: Snapshot): void {
  if (snapshot.xmax > now.xmax) throw expired();
}

function expired(): Refusal {
  return Refusal.refused('CURSOR_EXPIRED', 'The cursor belongs to another database: start without it', {
    field: 'after',
  });
}
