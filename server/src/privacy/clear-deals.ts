import type { Transaction } from '../database/database.ts';
import { type Fragment, sql } from '../lib/sql.ts';
import { titlePrefix } from './erased.ts';
import type { Mentions } from './mentions.ts';

interface Words {
  id: string;
  external_id: string | null;
  texts: (string | null)[];
}

const batch = 1000;

/**
 * Takes the words out of deals: those that mention somebody, or all of them. Facts and rows change together, so that one still follows from
 * the other; what they count stays. The version goes up: whoever read the old title cannot write it back.
 */
export async function clearDeals(tx: Transaction, which: Fragment, mentions: Mentions, all: boolean): Promise<number> {
  let cleared = 0;
  for (let after = '0'; ; ) {
    const deals =
      await tx.query<Words>(sql`/* words-of-deals */ select d.id, d.external_id, array[d.title, d.loss_reason, d.next_step, d.external_id] ||
        coalesce((select array_agg(f.data ->> 'title') || array_agg(f.data ->> 'lossReason') || array_agg(f.data ->> 'nextStep') from deal_fact f where f.deal_id = d.id),
          '{}'::text[]) as texts
      from deal d where d.id > ${after}::bigint and ${which} order by d.id limit ${batch} for update of d`);
    const last = deals.at(-1);
    if (!last) return cleared;
    const told = deals.filter(({ texts }) => all || texts.some(mentions));
    const named = told.filter(({ external_id }) => mentions(external_id));
    if (told.length > 0) await clear(tx, told.map(idOf), named.map(idOf));
    cleared += told.length;
    after = last.id;
  }
}

async function clear(tx: Transaction, ids: readonly string[], named: readonly string[]): Promise<void> {
  await tx.query(sql`/* clear-facts */ update deal_fact f set data = f.data
      || case when f.data ? 'title' then jsonb_build_object('title', ${titlePrefix}::text || f.deal_id) else '{}' end
      || case when f.data ? 'lossReason' then '{"lossReason": null}'::jsonb else '{}' end
      || case when f.data ? 'nextStep' then '{"nextStep": null}'::jsonb else '{}' end
    where f.deal_id = any(${ids}::bigint[]) and f.data ?| array['title', 'lossReason', 'nextStep']`);
  await tx.query(sql`/* clear-deals */ update deal d set title = ${titlePrefix}::text || d.id, loss_reason = null, next_step = null, version = version + 1,
      external_id = case when d.id = any(${named}::bigint[]) then null else d.external_id end
    where d.id = any(${ids}::bigint[])`);
}

function idOf({ id }: Words): string {
  return id;
}
