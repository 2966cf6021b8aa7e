import { type Changes, type Line, lineAmount, type Worth } from '../sales/deals/deal-fact.ts';
import type { PlainFact } from '../sales/deals/import-histories.ts';
import type { Known } from './known.ts';
import type { NounIndex } from './noun-index.ts';

/** A product line as a file tells it; what it does not say is null. */
export interface ToldLine {
  product: Known | null;
  quantity: number;
  price: number | null;
  cost: number | null;
  discount: number;
  amount: number | null;
}

/** A deal as its rows tell it, checked: its nouns may not have ids yet. */
export interface ToldDeal {
  externalId: string;
  title: string;
  client: Known | null;
  owner: Known | null;
  channel: Known | null;
  source: Known | null;
  campaign: Known | null;
  pipeline: Known;
  openedAt: Date;
  openingStage: Known;
  /** later stages, in order */
  moves: { stage: Known; at: Date }[];
  close: { status: 'won' | 'lost'; at: Date; lossReason: string | null } | null;
  expectedCloseAt: Date | null;
  lines: ToldLine[];
  amount: number | null;
  /** whether what it is worth was known from the start, or became known when it closed */
  amountKnown: 'opening' | 'closing';
}

/** The facts a told deal stands for. All its nouns have their ids by now. */
export function factsOf(deal: ToldDeal, index: NounIndex): PlainFact[] {
  const worth = worthOf(deal);
  const late = deal.close !== null && deal.amountKnown === 'closing';
  const opened: PlainFact = {
    kind: 'opened',
    effectiveAt: deal.openedAt,
    changes: said({
      ...touchesOf(deal, index),
      stageId: deal.openingStage.id ?? undefined,
      title: deal.title,
      expectedCloseAt: deal.expectedCloseAt?.toISOString(),
      ...(late ? unpriced(worth) : worth),
    }),
  };
  const moved = deal.moves.map(
    ({ stage, at }): PlainFact => ({ kind: 'moved', effectiveAt: at, changes: { stageId: stage.id ?? undefined } }),
  );
  if (!deal.close) return [opened, ...moved];
  const { status, at, lossReason } = deal.close;
  return [opened, ...moved, { kind: status, effectiveAt: at, changes: said({ lossReason, ...(late ? worth : {}) }) }];
}

/** A deal takes team and department from its owner, segment from its client, territory from the client or else the owner. */
function touchesOf(deal: ToldDeal, index: NounIndex): Changes {
  const { client, owner } = deal;
  const team = owner && index.referred(owner, 'team_id', 'team');
  return {
    clientId: client?.id,
    segmentId: client?.idIn('segment_id'),
    employeeId: owner?.id,
    teamId: team?.id,
    departmentId: team?.idIn('department_id'),
    territoryId: client?.idIn('territory_id') ?? owner?.idIn('territory_id'),
    channelId: deal.channel?.id,
    sourceId: deal.source?.id ?? client?.idIn('source_id'),
    campaignId: deal.campaign?.id,
    pipelineId: deal.pipeline.id ?? undefined,
  };
}

function worthOf({ lines, amount }: ToldDeal): Worth {
  return { lines: lines.map(asLine), amount };
}

/** The amount of a line where it is said, or follows from what is. */
export function amountOf({ quantity, price, discount, amount }: ToldLine): number | null {
  return amount ?? (price === null ? null : lineAmount(quantity, price, discount));
}

function asLine(told: ToldLine): Line {
  const amount = amountOf(told);
  const { product, quantity, cost, discount } = told;
  const price = told.price ?? priceBehind(amount, quantity, discount);
  return {
    productId: product?.id ?? null,
    productLineId: product?.idIn('product_line_id') ?? null,
    quantity,
    price,
    cost,
    discount,
    amount,
  };
}

/** The price of one that gives an amount, as near as whole minor units come; null where none can be told. */
function priceBehind(amount: number | null, quantity: number, discount: number): number | null {
  return amount === null || discount >= 1 ? null : Math.round(amount / quantity / (1 - discount));
}

/** Which products a deal is about, while what it is worth is not known yet. */
function unpriced({ lines }: Worth): Worth {
  return {
    lines: lines.map((line) => ({ ...line, quantity: 1, price: null, cost: null, discount: 0, amount: null })),
    amount: null,
  };
}

/** Only what is said: a history of a million deals is half as large without its nulls. */
function said(changes: Changes): Changes {
  const named = Object.entries(changes).filter(
    ([, value]) => value !== null && value !== undefined && !(Array.isArray(value) && value.length === 0),
  );
  return Object.fromEntries(named) as Changes;
}
