/** One product line of a deal. Money in minor units; `amount` is what it adds to the deal's total. */
export interface Line {
  productId: string | null;
  productLineId: string | null;
  quantity: number;
  /** price of one, in minor units; null: not known, only in imported history */
  price: number | null;
  /** cost of one, in minor units; null: unknown, never zero */
  cost: number | null;
  /** fraction of the price taken off, 0 to 1 */
  discount: number;
  /** quantity × price × (1 − discount), rounded once; null: not known, only in imported history */
  amount: number | null;
  /** price of one in the deal's own currency, in its minor units; only in deals that have one: price and amount follow from it and the rate */
  currencyPrice?: number | null;
}

/** What a deal touches: the dimensions that its entries carry. Ids are the decimal text of bigint keys. */
export interface Touches {
  /** null only in imported history whose source did not say */
  clientId: string | null;
  employeeId: string | null;
  teamId: string | null;
  departmentId: string | null;
  territoryId: string | null;
  segmentId: string | null;
  channelId: string | null;
  sourceId: string | null;
  campaignId: string | null;
  pipelineId: string;
  stageId: string;
}

/** What a deal is worth: product lines, or an amount alone (null: not known yet). */
export interface Worth {
  lines: Line[];
  amount: number | null;
}

/** The currency a deal is made in, where that is not the department's: its amount follows from these. */
export interface Foreign {
  currency: string | null;
  /** department currency for one of it */
  rate: number | null;
  /** the same between minor units */
  minorRate: number | null;
  /** what the deal is worth, in minor units of its currency; null: not known yet, or no currency of its own */
  currencyAmount: number | null;
}

/** What a deal says about itself and no entry counts. */
export interface Words {
  title: string;
  expectedCloseAt: string | null;
  lossReason: string | null;
  /** the reason's row, where it is one of the list */
  lossReasonId: string | null;
  /** the first contact with the client about the deal: from there its cycle runs, not from its opening */
  firstContactAt: string | null;
  nextStep: string | null;
  nextStepAt: string | null;
}

export type DealFactKind =
  | 'opened'
  | 'moved'
  | 'amended'
  | 'won'
  | 'lost'
  | 'reopened'
  | 'reassigned'
  | 'transferred'
  | 'contacted';

/** How a deal left a stage that has a checklist. */
export interface Checklist {
  stageId: string;
  /** steps that had to be done, and how many of them were */
  items: number;
  done: number;
}

/** What a fact changed: only what it names. */
export type Changes = Partial<Touches & Worth & Foreign & Words> & { checklist?: Checklist };

/** Something that happened to a deal, at an instant. A deal's history is a list of these, ordered by (effectiveAt, id). */
export interface DealFact {
  id: string;
  kind: DealFactKind;
  effectiveAt: Date;
  changes: Changes;
}

/** Orders facts as they took effect; within one instant as they were recorded. */
export function inOrder(facts: readonly DealFact[]): DealFact[] {
  return facts.toSorted(
    (a, b) => a.effectiveAt.getTime() - b.effectiveAt.getTime() || (BigInt(a.id) < BigInt(b.id) ? -1 : 1),
  );
}

/** quantity × price × (1 − discount) in minor units, rounded half up. */
export function lineAmount(quantity: number, price: number, discount: number): number {
  return Math.round(Number((quantity * price * (1 - discount)).toFixed(4)));
}

/** Cost of a line in minor units; null when the cost of one is unknown. */
export function lineCost(line: Line): number | null {
  return line.cost === null ? null : Math.round(Number((line.quantity * line.cost).toFixed(4)));
}
