/**
 * Which transactions a reader has seen: PostgreSQL's own `pg_snapshot`. Everything below `xmin` had ended, nothing from `xmax` on had
 * begun, and of those between, the `running` ones (ascending) had not ended.
 */
export interface Snapshot {
  xmin: bigint;
  xmax: bigint;
  running: readonly bigint[];
}

/** How far a reader of the ledger has got: all rows of the transactions in `snapshot` and, of one that is not in it, those up to an id. */
export interface Position {
  snapshot: Snapshot;
  part: { xid: bigint; id: bigint } | null;
}

const form = /^(\d{1,20}):(\d{1,20}):((?:\d{1,20}(?:,\d{1,20})*)?)$/;

/** Reads `xmin:xmax:xip,xip`; null when that is no snapshot (a cursor comes from outside). */
export function parseSnapshot(text: string): Snapshot | null {
  const found = form.exec(text);
  if (!found) return null;
  const running = found[3] ? found[3].split(',').map(BigInt) : [];
  const snapshot = { xmin: BigInt(found[1] ?? 0), xmax: BigInt(found[2] ?? 0), running };
  const ascending = running.every(
    (xid, i) => xid >= snapshot.xmin && xid < snapshot.xmax && (i === 0 || xid > (running[i - 1] ?? 0n)),
  );
  return ascending && snapshot.xmin > 0n && snapshot.xmin <= snapshot.xmax ? snapshot : null;
}

/** As PostgreSQL writes it. */
export function formatSnapshot({ xmin, xmax, running }: Snapshot): string {
  return `${xmin}:${xmax}:${running.join(',')}`;
}

/** Reads what the server itself has written. */
export function trustedSnapshot(text: string): Snapshot {
  const snapshot = parseSnapshot(text);
  if (!snapshot) throw new Error(`not a snapshot: ${text}`);
  return snapshot;
}

/** Whether a committed transaction is in the snapshot: `pg_visible_in_snapshot`. */
export function sees({ xmin, xmax, running }: Snapshot, xid: bigint): boolean {
  return xid < xmin || (xid < xmax && !running.includes(xid));
}

/**
 * The position after row `last` of a batch that was read behind `before` as of `now`, ordered by (xid, id).
 *
 * Seen are then: of the transactions older than the row's, all that `now` sees (they stand earlier in the batch, or were seen before); of
 * younger ones, those that `before` saw; of its own, the rows up to it. That is a snapshot again, with the row's transaction as a running
 * one: so any row can be resumed from, however late older transactions commit.
 */
export function after(before: Snapshot, now: Snapshot, last: { xid: bigint; id: bigint }): Position {
  const { xid } = last;
  const older = now.running.filter((other) => other < xid);
  const younger = before.running.filter((other) => other > xid);
  const running = [...older, xid, ...younger];
  const xmax = before.xmax > xid ? before.xmax : xid + 1n;
  return { snapshot: { xmin: running[0] ?? xid, xmax, running }, part: last };
}

/** The position once the rest of the partly read transaction has been read too. */
export function completed({ snapshot, part }: Position): Position {
  const running = snapshot.running.filter((xid) => xid !== part?.xid);
  return { snapshot: { xmin: running[0] ?? snapshot.xmax, xmax: snapshot.xmax, running }, part: null };
}
