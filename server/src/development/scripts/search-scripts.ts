import type { Context, Row } from '../../context.ts';
import { type Page, pageOf } from '../../lib/connection.ts';
import { Refusal } from '../../lib/refusal.ts';
import { sql } from '../../lib/sql.ts';
import { checkedText } from '../../lib/text.ts';
import { objectionNoun, scriptNoun } from './script.ts';

/** A script or an objection that was found. */
export interface Found {
  id: string;
  script: object | null;
  objection: object | null;
}

const deepest = 10_000;

/**
 * Scripts and answers to objections by words, in any form of them (Russian), the best first; one statement. What no form of the words finds is
 * found by a part of a word. Ended ones are left out.
 */
export async function searchScripts(
  ctx: Context,
  words: string,
  first: number,
  after: string | null,
): Promise<Page<Found>> {
  const asked = checkedText(words.trim(), 'words', 'words', 200);
  const offset = after === null ? 0 : placeOf(after);
  const part = `%${asked.replaceAll(/[\\%_]/g, '\\$&')}%`;
  const rows = await ctx.database.app.query<
    Row & { place: string; total: string; kind: string }
  >(sql`/* search-scripts */
    with asked as (select asked_for(${asked}) as words),
    hits as (
      select 'script' as kind, s.id, ts_rank(s.found, a.words) as rank, s.found @@ a.words as exact from script s, asked a
        where s.ended_at is null and (s.found @@ a.words or (s.title || ' ' || s.words) collate "und-x-icu" ilike ${part})
      union all
      select 'objection', o.id, ts_rank(o.found, a.words), o.found @@ a.words from objection o, asked a
        where o.ended_at is null and (o.found @@ a.words or (o.title || ' ' || o.words) collate "und-x-icu" ilike ${part})
    ), placed as (
      select kind, id, row_number() over (order by exact desc, rank desc, kind, id) as place, count(*) over () as total from hits
    )
    select n.total, p.kind, p.place, coalesce(to_jsonb(s), to_jsonb(o)) - 'found' as row
    from (select coalesce(max(total), 0) as total from placed) n
    left join lateral (select * from placed where place > ${offset} order by place limit ${first + 1}) p on true
    left join script s on p.kind = 'script' and s.id = p.id
    left join objection o on p.kind = 'objection' and o.id = p.id
    order by p.place`);
  const found = rows.filter(({ place }) => place !== null);
  const places = new Map<Found, string>();
  const nodes = found.map(({ kind, place, row }) => {
    const noun = kind === 'script' ? scriptNoun : objectionNoun;
    const node = noun.fromRow(row as Row) as { id: string };
    const hit: Found = {
      ...{
        id: `${kind}:${node.id}`,
        script: kind === 'script' ? node : null,
        objection: kind === 'objection' ? node : null,
      },
    };
    places.set(hit, place);
    return hit;
  });
  return pageOf(nodes, first, Number(rows[0]?.total ?? 0), (hit) => places.get(hit) ?? '');
}

function placeOf(after: string): number {
  const place = /^\d{1,5}$/.test(after) ? Number(after) : Number.NaN;
  if (place <= deepest) return place;
  throw Refusal.badInput('after', 'the endCursor of an earlier page');
}
