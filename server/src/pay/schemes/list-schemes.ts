import DataLoader from 'dataloader';
import type { Context } from '../../context.ts';
import { checkedFirst, type Page, pageOf } from '../../lib/connection.ts';
import { checkedId } from '../../lib/decimal-id.ts';
import { sql } from '../../lib/sql.ts';
import type { Day } from '../../lib/zone.ts';
import { openSchemes } from '../open-pay.ts';
import type { PayTerms } from './terms.ts';

/** A scheme as its row tells it. */
export interface SchemeRow {
  id: string;
  version: number;
  name: string;
  endedAt: Date | null;
}

export interface VersionRow {
  id: string;
  schemeId: string;
  number: number;
  month: Day;
  madeAt: Date;
  terms: PayTerms;
}

const columns = sql`s.id, s.version, s.name, s.ended_at as "endedAt"`;

/** The schemes the viewer may see, in the order they were added. */
export async function listSchemes(
  ctx: Context,
  given: { first: number | null; after: string | null },
): Promise<Page<SchemeRow>> {
  const first = checkedFirst(given.first);
  const after = given.after === null ? '0' : checkedId(given.after, 'after');
  const rows = sql`${ctx.access.rows('read', 'PayScheme', 's')}`;
  const [found] = await openSchemes(ctx.database.app, ctx, (tx) =>
    tx.query<{
      all: string;
      page: (Omit<SchemeRow, 'endedAt'> & { endedAt: string | null })[];
    }>(sql`/* pay-schemes */ select
      (select count(*) from pay_scheme s where ${rows}) as all,
      (select coalesce(json_agg(p), '[]') from (select s.id::text as id, s.version, s.name, s.ended_at as "endedAt" from pay_scheme s
        where ${rows} and s.id > ${after}::bigint order by s.id limit ${first + 1}) p) as page`),
  );
  const page = (found?.page ?? []).map((row) => ({
    ...row,
    endedAt: row.endedAt === null ? null : new Date(row.endedAt),
  }));
  return pageOf(page, first, Number(found?.all ?? 0), ({ id }) => id);
}

const schemes = new WeakMap<Context, DataLoader<string, SchemeRow | null>>();

/** One scheme, if the viewer may see it; however many are asked for at once, one statement. */
export function loadScheme(ctx: Context, id: string | null): Promise<SchemeRow | null> {
  if (id === null) return Promise.resolve(null);
  let loader = schemes.get(ctx);
  if (!loader) {
    loader = new DataLoader(async (ids) => {
      const rows = await openSchemes(ctx.database.app, ctx, (tx) =>
        tx.query<SchemeRow>(sql`/* load-pay-schemes */ select ${columns} from pay_scheme s
          where s.id = any(${ids}::bigint[]) and ${ctx.access.rows('read', 'PayScheme', 's')}`),
      );
      return inOrder(ids, rows, ({ id: of }) => of).map(([row]) => row ?? null);
    });
    schemes.set(ctx, loader);
  }
  // what a verb has just changed is read anew
  return loader.clear(id).load(id);
}

const versions = new WeakMap<Context, DataLoader<string, VersionRow[]>>();

/** The versions of a scheme, the latest first. */
export function versionsOf(ctx: Context, schemeId: string): Promise<VersionRow[]> {
  let loader = versions.get(ctx);
  if (!loader) {
    loader = new DataLoader(async (ids) => {
      const rows = await openSchemes(ctx.database.app, ctx, (tx) =>
        tx.query<VersionRow>(sql`/* pay-scheme-versions */ select v.id, v.scheme_id as "schemeId", v.number, v.month,
            v.made_at as "madeAt", v.terms from pay_scheme_version v
          where v.scheme_id = any(${ids}::bigint[]) and ${ctx.access.rows('read', 'PaySchemeVersion', 'v')}
          order by v.scheme_id, v.month desc, v.number desc`),
      );
      return inOrder(ids, rows, ({ schemeId: of }) => of);
    });
    versions.set(ctx, loader);
  }
  return loader.clear(schemeId).load(schemeId);
}

function inOrder<Row>(ids: readonly string[], rows: readonly Row[], idOf: (row: Row) => string): Row[][] {
  const by = Map.groupBy(rows, idOf);
  return ids.map((id) => by.get(id) ?? []);
}
