/** A measure: a signed whole number that entries add to. Flows happen in a period; stocks stand at an instant (their running sum). */
interface MeasureDefinition {
  kind: 'flow' | 'stock';
  meaning: string;
}

/** Every measure of the ledger, in column order. Money in minor units, durations in seconds, everything else counts. */
export const measures = {
  opened: { kind: 'flow', meaning: 'deals opened' },
  won: { kind: 'flow', meaning: 'deals won, less those reopened' },
  lost: { kind: 'flow', meaning: 'deals lost, less those reopened' },
  revenue: { kind: 'flow', meaning: 'amount of won deals' },
  cost: { kind: 'flow', meaning: 'cost of what was sold, where it is known' },
  costed: { kind: 'flow', meaning: 'the part of revenue whose cost is known' },
  cycle: { kind: 'flow', meaning: 'seconds from opening to winning' },
  in_stage: { kind: 'stock', meaning: 'open deals standing in the stage' },
  pipeline: { kind: 'stock', meaning: 'amount of open deals, where it is known' },
  priced: { kind: 'stock', meaning: 'open deals whose amount is known' },
} as const satisfies Record<string, MeasureDefinition>;

export type Measure = keyof typeof measures;
export const measureNames = Object.keys(measures) as Measure[];

/** What an entry adds: measures not named are untouched (null in the table). */
export type Amounts = Partial<Record<Measure, number>>;
