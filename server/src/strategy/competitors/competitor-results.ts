import type { Context, Row } from '../../context.ts';
import { type Page, pageOf } from '../../lib/connection.ts';
import { checkedId } from '../../lib/decimal-id.ts';
import { sql } from '../../lib/sql.ts';
import { competitorNoun } from './competitor.ts';

/** How deals in which a competitor was met have ended. */
export interface CompetitorResult {
  id: string;
  competitor: object;
  met: number;
  open: number;
  won: number;
  lost: number;
  /** of the closed ones; null: none is closed */
  winRate: number | null;
}

/** Every competitor with the deals they were met in, in the order competitors were added; one statement. Ended sightings do not count. */
export async function competitorResults(
  ctx: Context,
  first: number,
  after: string | null,
): Promise<Page<CompetitorResult>> {
  const from = after === null ? '0' : checkedId(after, 'after');
  const rows = await ctx.database.app.query<
    Row & Record<'met' | 'open' | 'won' | 'lost' | 'total', string>
  >(sql`/* competitor-results */
    select c.*, n.total, d.met, d.open, d.won, d.lost from (select count(*) as total from competitor) n
    left join lateral (select * from competitor where id > ${from}::bigint order by id limit ${first + 1}) c on true
    left join lateral (select count(*) as met, count(*) filter (where d.status = 'open') as open,
        count(*) filter (where d.status = 'won') as won, count(*) filter (where d.status = 'lost') as lost
      from competitor_sighting s join deal d on d.id = s.deal_id where s.competitor_id = c.id and s.ended_at is null) d on true
    order by c.id`);
  const nodes = rows
    .filter(({ id }) => id !== null)
    .map((row): CompetitorResult => {
      const [met, open, won, lost] = [row.met, row.open, row.won, row.lost].map(Number) as [
        number,
        number,
        number,
        number,
      ];
      const winRate = won + lost > 0 ? won / (won + lost) : null;
      return { id: String(row.id), competitor: competitorNoun.fromRow(row), met, open, won, lost, winRate };
    });
  return pageOf(nodes, first, Number(rows[0]?.total ?? 0), ({ id }) => id);
}
