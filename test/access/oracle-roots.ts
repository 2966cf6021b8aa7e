import { everyVerb } from './oracle-verbs.ts';

/** What a question answers with: everything to everybody who may ask it, or rows of their own. */
type Answers = 'all' | 'their rows' | 'figures' | 'themselves';

/** One by id, and a page of all, of records that are the same for everybody who may read them. */
const open = [
  'campaign channel contactChannel department employee pipeline position product productLine segment source stage team',
  'assignmentRule assignmentRun handOverRule currencyRate lossReason procedure serviceDeadline survey',
  'spend socialMetric plan planVersion expense budgetItem',
  'award statusLevel careerStep course courseAssignment script objection',
  'swotItem risk competitor priorityMarket priorityClient',
];

/** The same of records that somebody answers for. */
const owned = [
  'client deal activity task lead document payment competitorSighting',
  'ticket rating npsAnswer feedback surveyInvitee surveyAnswer',
];

const manyOf: Readonly<Record<string, string>> = { activity: 'activities' };

function both(names: readonly string[], answers: Answers): Record<string, Answers> {
  return Object.fromEntries(
    names
      .flatMap((line) => line.split(' '))
      .flatMap((name) => [[name, answers] as const, [manyOf[name] ?? `${name}s`, answers] as const]),
  );
}

/** Every question of the API. A new one is added here, and to the test that compares its rows. */
const roots: Readonly<Record<string, Answers>> = {
  ...{ ...both(open, 'all'), ...both(owned, 'their rows') },
  ...{ territory: 'all', territories: 'all', clientGroupDuty: 'all', clientGroupDuties: 'all' },
  ...{ expenseCategory: 'all', expenseCategories: 'all', thanks: 'all', allThanks: 'all' },
  ...{
    settings: 'all',
    calendar: 'all',
    kpiCatalogue: 'all',
    boards: 'all',
    coefficientPoints: 'all',
    payMonths: 'all',
  },
  dealEvents: 'their rows',
  ...{ account: 'their rows', accounts: 'their rows', credentials: 'their rows', contact: 'their rows' },
  // pages of the same rows, chosen by something
  ...{ overdueInvoices: 'their rows', overdueLeads: 'their rows', overdueTickets: 'their rows' },
  ...{ overdueReviews: 'all', searchScripts: 'all' },
  // what hangs on clients and deals that whoever asks may see
  ...{ clientTimeline: 'their rows', similarClients: 'their rows', duplicateClients: 'their rows' },
  ...{ assignmentPreview: 'their rows', lossesByReason: 'their rows', leadsWaiting: 'their rows', day: 'their rows' },
  // what people are paid
  ...{ pay: 'their rows', pays: 'their rows', payAssignments: 'their rows' },
  ...{ payScheme: 'their rows', paySchemes: 'their rows', simulatePay: 'all' },
  // sums, the same for whoever may ask
  ...{ kpis: 'figures', funnel: 'figures' },
  ...{ campaignResults: 'all', surveyResults: 'all', budgetReport: 'all', headCount: 'all', planCheck: 'all' },
  ...{ spreadPlan: 'all', competitorResults: 'all', riskSignals: 'all', orgChart: 'all' },
  viewer: 'themselves',
  // by type and field only: whoever may ask sees all there is
  ...{ pairing: 'all', audit: 'all', subjectExport: 'all' },
};

export function knowsRootField(name: string): boolean {
  return roots[name] !== undefined;
}

export function knowsVerb(verb: string): boolean {
  return everyVerb.includes(verb);
}
