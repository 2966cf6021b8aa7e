import type { Deed, Stock } from './figures-rows.ts';

/** What is known of a group in some days: money in kopecks, time in seconds. */
export interface Sheet {
  /** what happened in these days */
  did: (...deeds: Deed[]) => number;
  /** what stands at their end, and what stood at their beginning */
  stands: (stock: Stock) => number;
  stood: (stock: Stock) => number;
  /** revenue of the ten clients with most of it */
  ofTen: () => number;
  /** what is open, each stage times its chances */
  weighted: () => number | null;
  /** the plan of revenue */
  plan: () => Levels | null;
  points: { minimum: number; optimal: number; maximum: number };
}

export interface Levels {
  minimum: number | null;
  optimal: number;
  maximum: number | null;
}

/** A figure as it is served: money in roubles. */
export interface Figure {
  value: number | null;
  numerator: number | null;
  denominator: number | null;
}

type Told = (sheet: Sheet) => Figure;

const plain = (value: number | null): Figure => ({ value, numerator: null, denominator: null });
const over = (numerator: number | null, denominator: number | null): Figure => {
  const known = numerator !== null && denominator !== null && denominator > 0;
  return { value: known ? numerator / denominator : null, numerator, denominator };
};
const count =
  (...deeds: Deed[]): Told =>
  ({ did }) =>
    plain(did(...deeds));
const roubles =
  (deed: Deed): Told =>
  ({ did }) =>
    plain(did(deed) / 100);
const share =
  (part: Deed, ...whole: Deed[]): Told =>
  ({ did }) =>
    over(did(part), did(...whole));
const price =
  (money: Deed, ...pieces: Deed[]): Told =>
  ({ did }) =>
    over(did(money) / 100, did(...pieces));
const standing =
  (stock: Stock): Told =>
  ({ stands }) =>
    plain(stands(stock));
/** unknown where there are open deals and none has a price */
const priced =
  (told: (sheet: Sheet) => number | null): Told =>
  (sheet) =>
    plain(sheet.stands('openDeal') !== 0 && sheet.stands('openPriced') === 0 ? null : told(sheet));

const touches: Deed[] = ['callTaken', 'callMade', 'meeting', 'letter', 'message'];

/** Every figure of the catalogue, written from what the domain says of it. */
export const figures: Record<string, Told> = {
  revenue: roubles('soldMoney'),
  margin: ({ did }) => {
    const unknown = did('soldMoney') !== 0 && did('soldOfKnownCostMoney') === 0;
    return plain(unknown ? null : (did('soldOfKnownCostMoney') - did('costMoney')) / 100);
  },
  profitability: ({ did }) =>
    over((did('soldOfKnownCostMoney') - did('costMoney')) / 100, did('soldOfKnownCostMoney') / 100),
  wonDeals: count('dealWon'),
  lostDeals: count('dealLost'),
  openedDeals: count('dealOpened'),
  averageDeal: price('soldMoney', 'dealWon'),
  winRate: share('dealWon', 'dealWon', 'dealLost'),
  contactConversion: share('dealWon', ...touches),
  dealCycle: share('dealSeconds', 'dealWon'),
  conversionTime: share('leadSeconds', 'leadConverted'),
  contacts: count(...touches),
  calls: count('callTaken', 'callMade'),
  callsIn: count('callTaken'),
  callsOut: count('callMade'),
  meetings: count('meeting'),
  emails: count('letter'),
  messages: count('message'),
  presentations: count('presentation'),
  talkTime: count('talked'),
  averageTalkTime: share('talked', 'callTaken', 'callMade'),
  leads: count('leadCame'),
  qualifiedLeads: count('leadQualified'),
  qualificationRate: share('leadQualified', 'leadCame'),
  convertedLeads: count('leadConverted'),
  leadConversion: share('leadConverted', 'leadConverted', 'leadRejected'),
  costPerLead: price('spentToWinMoney', 'leadCame'),
  responseTime: share('answerSeconds', 'answerGiven'),
  lateAnswers: count('answerMissed'),
  taskCompletion: share('taskKept', 'taskDue'),
  onTimeDocuments: share('paperKept', 'paperDue'),
  invoiced: roubles('invoicedMoney'),
  payments: roubles('paidMoney'),
  activeClients: standing('active'),
  newClients: count('clientFirst'),
  churnedClients: count('clientLeft'),
  retentionRate: ({ stands, stood, did }) => over(stands('active') - did('clientFirst'), stood('active')),
  churnRate: ({ did, stood }) => over(did('clientLeft'), stood('active')),
  repeatRevenueShare: ({ did }) => over(did('repeatMoney') / 100, did('soldMoney') / 100),
  cac: price('spentToWinMoney', 'clientFirst'),
  neglectedClients: standing('neglected'),
  topClientShare: ({ did, ofTen }) => over(ofTen() / 100, did('soldMoney') / 100),
  satisfaction: share('ratingSum', 'ratingGiven'),
  satisfiedShare: share('ratingHigh', 'ratingGiven'),
  nps: ({ did }) => {
    const { value, ...parts } = over(did('promoteAnswer') - did('detractAnswer'), did('recommendAnswer'));
    return { ...parts, value: value === null ? null : value * 100 };
  },
  requests: count('ticketAsked'),
  complaints: count('ticketComplained'),
  resolutionTime: share('ticketSeconds', 'ticketResolved'),
  pipelineDeals: standing('openDeal'),
  pipelineAmount: priced(({ stands }) => stands('openMoney') / 100),
  weightedPipeline: priced(({ weighted }) => {
    const amount = weighted();
    return amount === null ? null : Math.round(amount) / 100;
  }),
  salesVelocity: ({ did, stands }) => {
    const [won, sold] = [did('dealWon'), did('soldMoney') / 100];
    const [rate, average] = [over(won, won + did('dealLost')).value, over(sold, won).value];
    const cycle = over(did('dealSeconds'), won).value;
    const { value, ...parts } = over(
      rate === null || average === null ? null : stands('openDeal') * rate * average,
      cycle,
    );
    return { ...parts, value: value === null ? null : value * 24 * 60 * 60 };
  },
  stageWinRate: share('stageWon', 'stageClosed'),
  procedureAdherence: share('listComplete', 'listPassed'),
  sellingExpenses: roubles('spentMoney'),
  budgetExecution: ({ did }) => over(did('spentMoney') / 100, did('allowedMoney') / 100),
  trainingCompletion: ({ stands }) => over(stands('finished'), stands('assigned')),
  planAttainment: ({ did, plan }) => {
    const levels = plan();
    return over(did('soldMoney') / 100, levels && levels.optimal / 100);
  },
  kpiCoefficient: ({ did, plan, points }) => {
    const levels = plan();
    return plain(levels && coefficient(did('soldMoney'), levels, points));
  },
};

/** Nothing below the minimum, each level's point at it, straight lines between; without a minimum the line begins at nothing. */
function coefficient(sold: number, { minimum, optimal, maximum }: Levels, points: Sheet['points']): number {
  const levels = [
    ...(minimum === null ? [[0, 0]] : [[minimum, points.minimum]]),
    [optimal, points.optimal],
    ...(maximum === null ? [] : [[maximum, points.maximum]]),
  ] as [number, number][];
  const reached = levels.findLastIndex(([amount]) => sold >= amount);
  const [low, high] = [levels[reached], levels[reached + 1]];
  if (!low) return 0;
  if (!high) return low[1];
  return low[1] + ((high[1] - low[1]) * (sold - low[0])) / (high[0] - low[0]);
}
