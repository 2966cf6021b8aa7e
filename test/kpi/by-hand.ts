import type { Measure } from '../../server/src/ledger/measures.ts';

/** What a figure is computed from by hand: sums over plain entries, money in minor units. */
export interface Sums {
  (measure: Measure): number;
  /** what of a stock stood at the beginning */
  opening: (measure: Measure) => number;
  /** revenue of the ten clients with most of it */
  topClients: () => number;
  /** what stands in the stages, each times its chances */
  weighted: () => number | null;
  /** the plan of revenue, in minor units */
  plan: () => LevelsByHand | null;
}

/** A plan in its levels, in the unit it is kept in. */
export interface LevelsByHand {
  minimum: number | null;
  optimal: number;
  maximum: number | null;
}

interface ByHand {
  of: (s: Sums) => number | null;
  /** measures by which a group exists */
  needs: Measure[];
  openings?: Measure[];
  /** whether it is made of plans of revenue */
  ofPlans?: boolean;
}

const over = (part: number | null, whole: number | null) =>
  part !== null && whole !== null && whole > 0 ? part / whole : null;
const count = (measure: Measure): ByHand => ({ of: (s) => s(measure), needs: [measure] });
const money = (measure: Measure): ByHand => ({ of: (s) => s(measure) / 100, needs: [measure] });
const share = (part: Measure, whole: Measure): ByHand => ({
  of: (s) => over(s(part), s(whole)),
  needs: [part, whole],
});
const perPiece = (amount: Measure, pieces: Measure): ByHand => ({
  of: (s) => over(s(amount) / 100, s(pieces)),
  needs: [amount, pieces],
});
const touched: Measure[] = ['calls_in', 'calls_out', 'meetings', 'emails', 'messages'];
const all = (s: Sums, some: Measure[]) => some.reduce((sum, measure) => sum + s(measure), 0);

/** The catalogue once more, by hand: value in major units, and the measures by which a group exists. */
export const byHand: Record<string, ByHand> = {
  revenue: money('revenue'),
  margin: {
    of: (s) => (s('revenue') !== 0 && s('costed') === 0 ? null : (s('costed') - s('cost')) / 100),
    needs: ['costed', 'cost', 'revenue'],
  },
  profitability: { of: (s) => over(s('costed') - s('cost'), s('costed')), needs: ['costed', 'cost'] },
  wonDeals: count('won'),
  lostDeals: count('lost'),
  openedDeals: count('opened'),
  averageDeal: perPiece('revenue', 'won'),
  winRate: { of: (s) => over(s('won'), s('won') + s('lost')), needs: ['won', 'lost'] },
  dealCycle: share('cycle', 'won'),
  pipelineDeals: count('in_stage'),
  pipelineAmount: {
    of: (s) => (s('in_stage') !== 0 && s('priced') === 0 ? null : s('pipeline') / 100),
    needs: ['pipeline', 'priced', 'in_stage'],
  },
  weightedPipeline: {
    of: (s) => (s('in_stage') !== 0 && s('priced') === 0 ? null : hundredth(s.weighted())),
    needs: ['pipeline', 'priced', 'in_stage'],
  },
  salesVelocity: {
    of: (s) => {
      const rate = over(s('won'), s('won') + s('lost'));
      const average = over(s('revenue') / 100, s('won'));
      const days = over(s('cycle') / 86_400, s('won'));
      return rate === null || average === null ? null : over(s('in_stage') * rate * average, days);
    },
    needs: ['in_stage', 'won', 'lost', 'revenue', 'cycle'],
  },
  stageWinRate: share('stage_won', 'stage_closed'),
  procedureAdherence: share('checklists_complete', 'checklists'),
  contacts: { of: (s) => all(s, touched), needs: touched },
  contactConversion: { of: (s) => over(s('won'), all(s, touched)), needs: ['won', ...touched] },
  calls: { of: (s) => s('calls_in') + s('calls_out'), needs: ['calls_in', 'calls_out'] },
  callsIn: count('calls_in'),
  callsOut: count('calls_out'),
  meetings: count('meetings'),
  emails: count('emails'),
  messages: count('messages'),
  presentations: count('presentations'),
  talkTime: count('talk_time'),
  averageTalkTime: {
    of: (s) => over(s('talk_time'), s('calls_in') + s('calls_out')),
    needs: ['talk_time', 'calls_in', 'calls_out'],
  },
  leads: count('leads'),
  qualifiedLeads: count('qualified'),
  qualificationRate: share('qualified', 'leads'),
  convertedLeads: count('converted'),
  leadConversion: {
    of: (s) => over(s('converted'), s('converted') + s('rejected')),
    needs: ['converted', 'rejected'],
  },
  conversionTime: share('conversion_time', 'converted'),
  costPerLead: perPiece('acquisition', 'leads'),
  responseTime: share('response_time', 'answers'),
  lateAnswers: count('late_answers'),
  taskCompletion: share('tasks_on_time', 'tasks_due'),
  onTimeDocuments: share('documents_on_time', 'documents_due'),
  invoiced: money('invoiced'),
  payments: money('paid'),
  activeClients: count('active'),
  newClients: count('new_clients'),
  churnedClients: count('churned'),
  retentionRate: {
    of: (s) => over(s('active') - s('new_clients'), s.opening('active')),
    needs: ['active', 'new_clients'],
    openings: ['active'],
  },
  churnRate: { of: (s) => over(s('churned'), s.opening('active')), needs: ['churned'], openings: ['active'] },
  repeatRevenueShare: share('repeat_revenue', 'revenue'),
  cac: perPiece('acquisition', 'new_clients'),
  neglectedClients: count('neglected'),
  topClientShare: { of: (s) => over(s.topClients(), s('revenue')), needs: ['revenue'] },
  satisfaction: share('rating_sum', 'ratings'),
  satisfiedShare: share('high_ratings', 'ratings'),
  nps: {
    of: (s) => over(100 * (s('promoters') - s('detractors')), s('nps_answers')),
    needs: ['promoters', 'detractors', 'nps_answers'],
  },
  requests: count('requests'),
  complaints: count('complaints'),
  resolutionTime: share('resolution_time', 'resolved'),
  sellingExpenses: money('expenses'),
  budgetExecution: share('expenses', 'budget'),
  trainingCompletion: share('training_finished', 'training_assigned'),
  planAttainment: { of: (s) => over(s('revenue'), s.plan()?.optimal ?? null), needs: ['revenue'], ofPlans: true },
  kpiCoefficient: {
    of: (s) => {
      const plan = s.plan();
      const revenue = s('revenue');
      if (plan === null) return null;
      const { minimum, optimal, maximum } = plan;
      if (revenue < (minimum ?? 0) && revenue < optimal) return 0;
      if (revenue < optimal) {
        const [from, worth] = minimum === null ? [0, 0] : [minimum, 0.5];
        return worth + ((1 - worth) * (revenue - from)) / (optimal - from);
      }
      if (maximum === null) return 1;
      return maximum <= revenue ? 1.5 : 1 + (0.5 * (revenue - optimal)) / (maximum - optimal);
    },
    needs: ['revenue'],
    ofPlans: true,
  },
};

function hundredth(minor: number | null): number | null {
  return minor === null ? null : minor / 100;
}

/** What stands at an instant rather than happening in a period. */
export const stocks = new Set<Measure>([
  ...(['in_stage', 'pipeline', 'priced', 'active', 'neglected', 'training_assigned', 'training_finished'] as const),
]);
