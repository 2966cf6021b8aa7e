import type { Context } from '../context.ts';
import type { Transaction } from '../database/database.ts';
import { dayOf } from '../lib/zone.ts';
import type { Dimensions } from './dimensions.ts';
import type { EntryKind } from './entry.ts';
import { post } from './post.ts';

/** Posts that something changed which no measure counts (a noun added or renamed, a setting): the change feed tells it all the same. */
export async function postNews(tx: Transaction, ctx: Context, kind: EntryKind, dimensions: Dimensions): Promise<void> {
  const now = ctx.clock.now();
  const entry = {
    kind,
    effectiveAt: now,
    recordedAt: now,
    day: dayOf(now, ctx.settings.timeZone),
    factId: null,
    dealId: null,
    dimensions,
    amounts: {},
    origin: ctx.viewer.origin,
    actorId: ctx.viewer.employeeId,
    event: true,
    correction: false,
    reverses: null,
  };
  await post(tx, [entry]);
}
