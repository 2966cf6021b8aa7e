import type { Queryable } from '../database/database.ts';
import { sql } from '../lib/sql.ts';
import {
  type ChannelKey,
  channels,
  type ProductKey,
  products,
  type SegmentKey,
  type SourceKey,
  segments,
  sources,
  stages,
} from './catalogue.ts';
import type { DealNow } from './happening.ts';
import { externalId, keyOf } from './nouns.ts';
import type { Basket } from './order.ts';
import { type PersonKey, people } from './people.ts';

/** A deal of the story that stands open in the database. */
export interface OpenDeal extends DealNow {
  id: string;
  version: number;
  /** when something last happened to it */
  since: Date;
}

interface Row {
  id: string;
  version: number;
  since: Date;
  owner: string | null;
  segment: string | null;
  stage: string | null;
  channel: string | null;
  source: string | null;
  lines: { product: string | null; quantity: number; price: number; cost: number | null; discount: number }[] | null;
}

/**
 * The open deals that the story began. Those that people opened themselves, or took somewhere the story does not know (another
 * pipeline, a manager of their own), are theirs: nothing happens to them by itself.
 */
export async function readOpenDeals(db: Queryable): Promise<OpenDeal[]> {
  const rows =
    await db.query<Row>(sql`/* demo-open-deals */ select d.id, d.version, e.external_id as owner, g.external_id as segment,
      s.external_id as stage, ch.external_id as channel, so.external_id as source,
      (select max(effective_at) from deal_fact f where f.deal_id = d.id) as since,
      (select json_agg(json_build_object('product', p.external_id, 'quantity', l.quantity, 'price', l.price, 'cost', l.cost,
        'discount', l.discount) order by l.position) from deal_line l left join product p on p.id = l.product_id where l.deal_id = d.id) as lines
    from deal d join stage s on s.id = d.stage_id left join employee e on e.id = d.owner_id left join client c on c.id = d.client_id
      left join segment g on g.id = c.segment_id left join channel ch on ch.id = d.channel_id left join source so on so.id = d.source_id
    where d.status = 'open' and d.external_id like ${externalId('%')} order by d.id`);
  return rows.map(asOpenDeal).filter((deal) => deal !== null);
}

function asOpenDeal(row: Row): OpenDeal | null {
  const owner = known<PersonKey>(people, row.owner);
  const group = known<SegmentKey>(segments, row.segment);
  const channel = known<ChannelKey>(channels, row.channel);
  const source = known<SourceKey>(sources, row.source);
  const stage = stages.findIndex(({ key }) => key === keyOf(row.stage));
  const basket = asBasket(row.lines ?? []);
  if (!owner || !('temper' in people[owner]) || !group || !channel || !source || stage < 0 || !basket) return null;
  const { id, version, since } = row;
  return { id, version, since, owner, group, channel, source, stage, basket: basket.length > 0 ? basket : null };
}

/** The story's key behind an external id; null when it is not one of these. */
function known<Key extends string>(nouns: Record<Key, unknown>, id: string | null): Key | null {
  const key = keyOf(id);
  return key !== null && Object.hasOwn(nouns, key) ? (key as Key) : null;
}

/** Lines in roubles; null when one of them is a product of somebody else's. */
function asBasket(lines: NonNullable<Row['lines']>): Basket | null {
  const basket = lines.map(({ product, quantity, price, cost, discount }) => {
    const key = known<ProductKey>(products, product);
    return key && { product: key, quantity, price: price / 100, cost: cost === null ? null : cost / 100, discount };
  });
  return basket.every((line) => line !== null) ? basket : null;
}
