import type { Queryable } from '../../database/database.ts';
import { type Fragment, raw, sql } from '../../lib/sql.ts';
import type { Life, Place, Rule } from './life.ts';
import { type Credited, purchasesOf } from './purchases.ts';

/** A client's row, as far as its life is concerned. */
export interface ClientRow {
  id: string;
  place: Omit<Place, 'id' | 'at'>;
  added_at: Date | null;
  ended_at: Date | null;
  first_purchase_at: Date | null;
  last_purchase_at: Date | null;
  active_until: Date | null;
  lost_from: Date | null;
  last_contact_at: Date | null;
  contacted_at: Date | null;
  places: (Omit<Place, 'at'> & { at: string })[];
}

/** What holds for all clients alike. */
interface Common {
  time_zone: string;
  windows: { since: string; days: number }[];
  care: { segment_id: string; since: string; days: number | null }[];
}

/** before any client there was: what has no beginning begins here */
export const always = new Date(0);

const place = (row: string, owner: string) =>
  raw(`'segment_id', ${row}.segment_id::text, 'territory_id', ${row}.territory_id::text, 'source_id', ${row}.source_id::text,
    'owner_id', ${row}.owner_id::text, 'team_id', ${owner}.team_id::text, 'department_id', ${owner}.department_id::text`);

/** The rows of clients with where they have been. */
export function readClients(db: Queryable, ids: readonly string[]): Promise<ClientRow[]> {
  return db.query<ClientRow>(sql`/* lives-of-clients */ select c.id, case when c.merged_into_id is null then c.added_at end as added_at, c.ended_at, c.first_purchase_at, c.last_purchase_at, c.active_until,
      c.lost_from, c.last_contact_at, jsonb_build_object(${place('c', 'o')}) as place,
      (select max(a.at) from activity a where a.client_id = c.id and a.ended_at is null) as contacted_at,
      (select coalesce(jsonb_agg(jsonb_build_object('id', p.id::text, 'at', p.at, ${place('p', 'p')}) order by p.at, p.id), '[]')
        from client_place p where p.client_id = c.id) as places
    from client c left join lateral (
      select e.team_id, t.department_id from employee e left join team t on t.id = e.team_id where e.id = c.owner_id
    ) o on true
    where c.id = any(${[...ids]}::bigint[]) order by c.id`);
}

/** The places of a client in order, the one it is in last. */
export function placesOf({ place: now, places }: ClientRow): Place[] {
  if (places.length === 0) return [{ id: '0', at: always, ...now }];
  return places.map((row) => ({ ...row, at: new Date(row.at) }));
}

/** How clients' purchases are found: from the ledger, or anew from the facts of their deals. */
export type FindCredits = (db: Queryable, ids: readonly string[]) => Promise<Credited[]>;

/** Puts the lives of clients together. */
export async function livesOf(db: Queryable, rows: readonly ClientRow[], findCredits: FindCredits): Promise<Life[]> {
  if (rows.length === 0) return [];
  const ids = rows.map(({ id }) => id);
  const common = await readCommon(db);
  const credited = Map.groupBy(await findCredits(db, ids), ({ client_id }) => client_id);
  const strictest = common.care.flatMap(({ days }) => days ?? []);
  const contacts =
    strictest.length > 0 ? await readContacts(db, ids, Math.min(...strictest)) : new Map<string, Date[]>();
  const windows = common.windows.map(({ since, days }) => ({ since: new Date(since), days }));
  const care = Map.groupBy(common.care, ({ segment_id }) => segment_id);
  return rows.map((row): Life => {
    const places = placesOf(row);
    return {
      ...{ id: row.id, addedAt: row.added_at, endedAt: row.ended_at, places, windows, timeZone: common.time_zone },
      purchases: purchasesOf(credited.get(row.id) ?? []),
      contacts: contacts.get(row.id) ?? [],
      lastContactAt: row.contacted_at,
      care: new Map(groupsOf(places).flatMap((id) => (care.has(id) ? [[id, rulesOf(care.get(id) ?? [])]] : []))),
    };
  });
}

function groupsOf(places: readonly Place[]): string[] {
  return [...new Set(places.flatMap(({ segment_id }) => segment_id ?? []))];
}

function rulesOf(rows: Common['care']): Rule[] {
  return rows.map(({ since, days }) => ({ since: new Date(since), days }));
}

async function readCommon(db: Queryable): Promise<Common> {
  const [common] = await db.query<Common>(sql`/* rules-of-lives */ select s.time_zone,
      coalesce((select jsonb_agg(jsonb_build_object('since', w.since, 'days', w.days) order by w.since) from activity_window w),
        jsonb_build_array(jsonb_build_object('since', ${always}::timestamptz, 'days', s.activity_window_days))) as windows,
      coalesce((select jsonb_agg(jsonb_build_object('segment_id', g.segment_id::text, 'since', g.since, 'days', g.days) order by g.since)
        from segment_care g), '[]') as care
    from setting s`);
  if (!common) throw new Error('there are no settings');
  return common;
}

/** The contacts before and after which there was none for at least so many days: no others can matter. */
async function readContacts(db: Queryable, ids: readonly string[], days: number): Promise<Map<string, Date[]>> {
  // clocks may be put forward an hour or two
  const long: Fragment = sql`make_interval(days => ${days}::int, hours => -2)`;
  const rows = await db.query<{ client_id: string; at: Date }>(sql`/* contacts-of-lives */ select client_id, at from (
      select client_id, at, lag(at) over one as before, lead(at) over one as next from activity
      where client_id = any(${[...ids]}::bigint[]) and ended_at is null window one as (partition by client_id order by at)
    ) a where before is null or next is null or next - at > ${long} or at - before > ${long} order by client_id, at`);
  const byClient = Map.groupBy(rows, ({ client_id }) => client_id);
  return new Map([...byClient].map(([id, contacts]) => [id, contacts.map(({ at }) => at)]));
}
