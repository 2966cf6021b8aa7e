import type { Queryable, Transaction } from '../../database/database.ts';
import { netted } from '../../ledger/netted.ts';
import type { Finding } from '../../ledger/verify.ts';
import { sql } from '../../lib/sql.ts';
import type { DealFact } from '../deals/deal-fact.ts';
import { project } from '../deals/project-deal.ts';
import { entriesOf, readEntries } from './post-lives.ts';
import { projectClient } from './project-client.ts';
import { type Credited, carried } from './purchases.ts';
import { type ClientRow, livesOf, readClients } from './read-lives.ts';

const batch = 500;

interface FactRow {
  client_id: string;
  deal_id: string;
  id: string;
  kind: DealFact['kind'];
  effective_at: Date;
  data: DealFact['changes'];
}

/**
 * Every client: its entries net to what its purchases, contacts and places project to, its row keeps the same, and none is left to be settled.
 * The purchases are found anew, from the facts of deals.
 */
export async function clientsEqualTheirPurchases(tx: Transaction, limit: number): Promise<Finding[]> {
  const findings =
    await tx.query<Finding>(sql`/* verify-settled */ select 'client settled' as check, 'client ' || client_id as where,
    'nothing left to be settled' as expected, 'marked' as found from client_to_settle limit ${limit}`);
  for (let after = '0'; findings.length < limit; ) {
    const ids = await tx.query<{ id: string }>(
      sql`/* verify-clients */ select id from client where id > ${after}::bigint order by id limit ${batch}`,
    );
    const last = ids.at(-1);
    if (!last) break;
    const rows = await readClients(
      tx,
      ids.map(({ id }) => id),
    );
    findings.push(...(await verifySome(tx, rows)));
    after = last.id;
  }
  return findings.slice(0, limit);
}

async function verifySome(tx: Transaction, rows: readonly ClientRow[]): Promise<Finding[]> {
  const lives = await livesOf(tx, rows, creditsFromFacts);
  const found = Map.groupBy(
    await readEntries(
      tx,
      lives.map(({ id }) => id),
    ),
    ({ nounId }) => nounId,
  );
  return lives.flatMap((life, i) => {
    const { postings, kept } = projectClient(life);
    const where = `client ${life.id}`;
    const should = netted(entriesOf({ id: life.id, postings }));
    const does = netted(found.get(life.id) ?? []);
    const entries = [...new Set([...should.keys(), ...does.keys()])].flatMap((key): Finding[] => {
      const [expected, stands] = [should.get(key) ?? [], does.get(key) ?? []];
      if (JSON.stringify(expected) === JSON.stringify(stands)) return [];
      return [{ check: 'client entries', where: `${where} ${key}`, expected, found: stands }];
    });
    const row = rows[i];
    const keeps = row && {
      ...{
        firstPurchaseAt: row.first_purchase_at,
        lastPurchaseAt: row.last_purchase_at,
        activeUntil: row.active_until,
      },
      ...{ lostFrom: row.lost_from, lastContactAt: row.last_contact_at },
    };
    if (JSON.stringify(keeps) === JSON.stringify(kept)) return entries;
    return [...entries, { check: 'client row', where, expected: kept, found: keeps }];
  });
}

/** What the deals of clients stand for, by their facts. */
async function creditsFromFacts(db: Queryable, ids: readonly string[]): Promise<Credited[]> {
  const facts =
    await db.query<FactRow>(sql`/* verify-purchases */ select d.client_id, f.deal_id, f.id, f.kind, f.effective_at, f.data
    from deal d join deal_fact f on f.deal_id = d.id where d.client_id = any(${[...ids]}::bigint[])
      and exists (select from deal_fact w where w.deal_id = d.id and w.kind = 'won')`);
  return [...Map.groupBy(facts, ({ deal_id }) => deal_id)].flatMap(([dealId, ofDeal]) =>
    creditsOf(
      dealId,
      ofDeal.map(({ id, kind, effective_at, data }) => ({ id, kind, effectiveAt: effective_at, changes: data })),
    ),
  );
}

function creditsOf(dealId: string, facts: readonly DealFact[]): Credited[] {
  const entries = project(dealId, facts).filter(
    ({ amounts }) => amounts.won !== undefined || amounts.revenue !== undefined,
  );
  return [...Map.groupBy(entries, ({ factId }) => factId)].flatMap(([factId, ofFact]): Credited[] => {
    const [main] = ofFact;
    const clientId = main?.dimensions.client_id;
    if (!main || !clientId || factId === null) return [];
    const sum = (measure: 'won' | 'revenue') =>
      ofFact.reduce((total, { amounts }) => total + (amounts[measure] ?? 0), 0);
    const dimensions = Object.fromEntries(carried.map((column) => [column, main.dimensions[column] ?? null]));
    return [
      {
        ...dimensions,
        ...{ client_id: clientId, deal_id: dealId, fact_id: factId, effective_at: main.effectiveAt },
        ...{ won: sum('won'), revenue: sum('revenue') },
      },
    ];
  });
}
