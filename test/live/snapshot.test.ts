import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  after,
  completed,
  formatSnapshot,
  type Position,
  parseSnapshot,
  type Snapshot,
  sees,
} from '../../server/src/live/snapshot.ts';

interface Row {
  xid: bigint;
  id: bigint;
}

/** Transactions 1, 2, 3 … in the order they begin; each writes some rows and commits at some instant after it began. */
const history = fc
  .array(fc.record({ rows: fc.integer({ min: 0, max: 4 }), lasts: fc.integer({ min: 1, max: 12 }) }), {
    minLength: 1,
    maxLength: 25,
  })
  .map((transactions) =>
    transactions.map(({ rows, lasts }, i) => ({ xid: BigInt(i + 1), begun: i, ended: i + lasts, rows })),
  );
type History = (typeof history extends fc.Arbitrary<infer Value> ? Value : never) & object;

/** The snapshot taken at an instant. */
function snapshotAt(transactions: History, instant: number): Snapshot {
  const begun = transactions.filter((t) => t.begun < instant);
  const running = begun.filter((t) => t.ended >= instant).map((t) => t.xid);
  const xmax = BigInt(begun.length) + 1n;
  return { xmin: running[0] ?? xmax, xmax, running };
}

/** What a page behind a position holds at an instant: what `readBehind` asks the database for. */
function page(transactions: History, position: Position, instant: number, limit: number) {
  const { part } = position;
  const now = snapshotAt(transactions, instant);
  const rows = transactions
    .flatMap(({ xid, rows: n }) => Array.from({ length: n }, (_, i): Row => ({ xid, id: xid * 10n + BigInt(n - i) })))
    .filter(({ xid, id }) =>
      part ? xid === part.xid && id > part.id : sees(now, xid) && !sees(position.snapshot, xid),
    )
    .toSorted((a, b) => Number(a.xid - b.xid || a.id - b.id))
    .slice(0, limit);
  const positionOf = (row: Row): Position =>
    part ? { snapshot: position.snapshot, part: row } : after(position.snapshot, now, row);
  const last = rows.at(-1);
  if (rows.length === limit && last) return { rows, positionOf, next: positionOf(last) };
  return { rows, positionOf, next: part ? completed(position) : { snapshot: now, part: null } };
}

function readAll(transactions: History, from: Position, instants: readonly number[], limits: readonly number[]) {
  let position = from;
  const seen: { row: Row; position: Position; step: number }[] = [];
  const end = Math.max(...transactions.map((t) => t.ended)) + 1;
  // at the end often enough to read all that is left, however small the pages
  const steps = [...instants, ...Array.from({ length: 130 }, () => end)];
  for (const [step, instant] of steps.entries()) {
    const { rows, positionOf, next } = page(transactions, position, instant, limits[step % limits.length] ?? 1);
    seen.push(...rows.map((row) => ({ row, position: positionOf(row), step })));
    position = next;
  }
  return seen;
}

const names = (rows: { row: Row }[]) => rows.map(({ row }) => String(row.id)).toSorted();
const start: Position = { snapshot: { xmin: 1n, xmax: 1n, running: [] }, part: null };
const instants = fc
  .array(fc.integer({ min: 0, max: 40 }), { maxLength: 20 })
  .map((list) => list.toSorted((a, b) => a - b));
const limits = fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 5 });

describe('positions', () => {
  test('read every row once, in whatever order transactions commit and however small the pages', () => {
    fc.assert(
      fc.property(history, instants, limits, (transactions, when, sizes) => {
        const all = transactions.flatMap(({ xid, rows }) =>
          Array.from({ length: rows }, (_, i) => String(xid * 10n + BigInt(i + 1))),
        );
        expect(names(readAll(transactions, start, when, sizes))).toEqual(all.toSorted());
      }),
      { numRuns: 300 },
    );
  });

  test('resume after any row: what was read and what is read then is everything, once', () => {
    fc.assert(
      fc.property(history, instants, limits, limits, fc.nat(), (transactions, when, sizes, others, pick) => {
        const seen = readAll(transactions, start, when, sizes);
        if (seen.length === 0) return;
        const at = pick % seen.length;
        const before = seen.slice(0, at + 1);
        const position = seen[at]?.position ?? start;
        const rest = readAll(transactions, position, when.slice(seen[at]?.step ?? 0), others);
        expect(names([...before, ...rest])).toEqual(names(seen));
      }),
      { numRuns: 500 },
    );
  });

  test('are written as PostgreSQL writes them, and nothing else is taken', () => {
    expect(formatSnapshot(parseSnapshot('10:20:12,15') as Snapshot)).toBe('10:20:12,15');
    for (const wrong of ['', '10:20', '20:10:', '10:20:9', '10:20:15,12', '10:20:20', '0:0:', "1:1:'"]) {
      expect(parseSnapshot(wrong)).toBeNull();
    }
  });
});
