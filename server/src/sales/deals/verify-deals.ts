import type { Transaction } from '../../database/database.ts';
import type { Projected } from '../../ledger/entry.ts';
import { netted } from '../../ledger/netted.ts';
import { asProjected } from '../../ledger/restate.ts';
import type { Finding } from '../../ledger/verify.ts';
import { sql } from '../../lib/sql.ts';
import { type DealFact, inOrder } from './deal-fact.ts';
import { replay, type Step } from './deal-state.ts';
import { project } from './project-deal.ts';

const batch = 1000;

interface DealRow {
  id: string;
  row: Record<string, unknown>;
  lines: Record<string, unknown>[];
  facts: { id: string; kind: DealFact['kind']; effective_at: string; data: DealFact['changes'] }[];
}

/** Every deal: its entries net to what its facts project to, and its row and lines are what its facts lead to. */
export async function dealsEqualTheirFacts(tx: Transaction, limit: number): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (let after = '0'; findings.length < limit; ) {
    const deals = await tx.query<DealRow>(sql`/* verify-deals */ select d.id, to_jsonb(d) as row,
        coalesce((select jsonb_agg(to_jsonb(l) order by position) from deal_line l where l.deal_id = d.id), '[]') as lines,
        coalesce((select jsonb_agg(jsonb_build_object('id', f.id::text, 'kind', f.kind, 'effective_at', f.effective_at, 'data', f.data))
          from deal_fact f where f.deal_id = d.id), '[]') as facts
      from deal d where d.id > ${after}::bigint order by d.id limit ${batch}`);
    const last = deals.at(-1);
    if (!last) break;
    const entries = await tx.query<Record<string, string | Date | null>>(sql`/* verify-deals */ select * from ledger
      where deal_id = any(${deals.map((d) => d.id)}::bigint[])`);
    const byDeal = Map.groupBy(entries.map(asProjected), (entry) => entry.dealId);
    for (const deal of deals) findings.push(...verifyDeal(deal, byDeal.get(deal.id) ?? []));
    after = last.id;
  }
  return findings.slice(0, limit);
}

function verifyDeal(deal: DealRow, entries: readonly Projected[]): Finding[] {
  const where = `deal ${deal.id}`;
  const facts = inOrder(
    deal.facts.map((f) => ({ id: f.id, kind: f.kind, effectiveAt: new Date(f.effective_at), changes: f.data })),
  );
  try {
    const last = replay(facts).at(-1);
    if (!last) return [{ check: 'deal facts', where, expected: 'a history', found: 'no facts' }];
    return [...compareNets(where, project(deal.id, facts), entries), ...compareState(where, last, deal)];
  } catch (error) {
    return [
      { check: 'deal facts', where, expected: 'a history that can have happened', found: (error as Error).message },
    ];
  }
}

function compareNets(where: string, expected: readonly Projected[], found: readonly Projected[]): Finding[] {
  const should = netted(expected);
  const does = netted(found);
  return [...new Set([...should.keys(), ...does.keys()])].flatMap((key) => {
    const a = should.get(key) ?? [];
    const b = does.get(key) ?? [];
    return JSON.stringify(a) === JSON.stringify(b)
      ? []
      : [{ check: 'deal entries', where: `${where} ${key}`, expected: a, found: b }];
  });
}

function compareState(where: string, last: Step, deal: DealRow): Finding[] {
  const state = last.after;
  const instant = (value: unknown) =>
    value === null || value === undefined ? null : new Date(value as string).getTime();
  const expected = {
    status: state.status,
    title: state.title,
    client_id: state.clientId,
    owner_id: state.employeeId,
    pipeline_id: state.pipelineId,
    stage_id: state.stageId,
    channel_id: state.channelId,
    source_id: state.sourceId,
    campaign_id: state.campaignId,
    team_id: state.teamId,
    department_id: state.departmentId,
    territory_id: state.territoryId,
    segment_id: state.segmentId,
    last_fact_at: instant(last.fact.effectiveAt),
    amount: state.amount,
    loss_reason: state.lossReason,
    opened_at: instant(state.openedAt),
    closed_at: instant(state.closedAt),
    stage_since: instant(state.stageSince),
    expected_close_at: instant(state.expectedCloseAt),
    first_expected_close_at: instant(state.firstExpectedCloseAt),
    slips: state.slips,
    loss_reason_id: state.lossReasonId,
    first_contact_at: instant(state.firstContactAt),
    next_step: state.nextStep,
    next_step_at: instant(state.nextStepAt),
    currency: state.currency,
    rate: state.rate,
    currency_amount: state.currencyAmount,
    lines: state.lines.map((line) =>
      [
        line.productId,
        line.quantity,
        line.price,
        line.cost,
        line.discount,
        line.amount,
        line.currencyPrice ?? null,
      ].map(text),
    ),
  };
  const found = Object.fromEntries(
    Object.keys(expected).map((name) => {
      const value = deal.row[name];
      if (name === 'lines')
        return [
          name,
          deal.lines.map((l) =>
            [l.product_id, l.quantity, l.price, l.cost, l.discount, l.amount, l.currency_price].map(text),
          ),
        ];
      return [name, name.endsWith('_at') || name === 'stage_since' ? instant(value) : value];
    }),
  );
  return Object.entries(expected).flatMap(([name, value]) => {
    const [a, b] = [JSON.stringify(text(value)), JSON.stringify(text(found[name]))];
    return a === b ? [] : [{ check: 'deal row', where: `${where} ${name}`, expected: value, found: found[name] }];
  });
}

/** ids and numbers come as numbers or as text, by the way they took */
function text(value: unknown): unknown {
  return typeof value === 'number' || typeof value === 'bigint' ? String(value) : value;
}
