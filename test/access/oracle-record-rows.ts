import { type Eyes, type Post, sellers, standsNowhere } from './oracle.ts';
import { type Belonging, mine, ours } from './oracle-rows.ts';

/** A row of a record: whose it is, and who answers for the client it is about. */
export interface RawRow extends Belonging {
  clientOwner?: string | null;
}

/** Whose rows of a type somebody reads. */
type Reading = (eyes: Eyes, row: RawRow) => boolean;

/** Daily work: who sells reads what is theirs, a head of sales what is the department's or nobody's, everybody else all. */
const work: Reading = (eyes, row) => {
  if (sellers.includes(eyes.role)) return mine(eyes, row);
  return eyes.role === 'head_of_sales' ? ours(eyes, row) : true;
};

/** What clients say: who sells reads what is about them, or comes from their clients; a list of all of it would be the client base. */
const voice: Reading = (eyes, row) => {
  if (!sellers.includes(eyes.role)) return true;
  return mine(eyes, row) || (eyes.employee !== null && row.clientOwner === eyes.employee);
};

/** What somebody is paid: the director all of it, everybody their own. */
const pay: Reading = (eyes, row) => eyes.role === 'director' || mine(eyes, row);

/** How somebody is paid: those who lead know the schemes, everybody their own. */
const scheme: Reading = (eyes, row) => eyes.role === 'deputy' || eyes.role === 'head_of_sales' || pay(eyes, row);

/** Types whose rows are not for everybody who reads the type. */
const wholes: Readonly<Record<string, Reading>> = {
  ...of(work, 'Activity Task Lead LeadsWaiting Document Payment CompetitorSighting'),
  ...of(voice, 'Ticket Rating NpsAnswer Feedback SurveyInvitee SurveyAnswer'),
  ...of(pay, 'Pay'),
  ...of(scheme, 'PayScheme PaySchemeVersion'),
};

/** With the parts of them, which have no rows of their own. */
const readings: Readonly<Record<string, Reading>> = {
  ...wholes,
  ...of(voice, 'TicketTurn OverdueTicket SurveyAnswerItem'),
  ...of(pay, 'PayAssignment PayLine PayEntry PayDeal PayFigure PayLevels PaySalaryPart PayTier PayBonusPart'),
  ...of(pay, 'PayCoefficientPart PayCorrectionPart'),
  ...of(scheme, 'PaySales PaySalesTier PaySalesLine PayBonus PayPrize PayExceed PayCoefficient PayWeight'),
};

function of(reading: Reading, types: string): Record<string, Reading> {
  return Object.fromEntries(types.split(' ').map((type) => [type, reading]));
}

/** Deals and clients have an oracle of their own (oracle-rows.ts); who is nobody and sells has none of them. */
const ofSellers = new Set([
  'Client',
  'Contact',
  'Deal',
  'DealEvent',
  'DealFact',
  'NextStep',
  'SuggestedStep',
  'ChecklistItem',
]);

/** Whether there can be a row of a type for somebody at all, of the types they may ask for. */
export function readsAny(eyes: Eyes, type: string): boolean {
  if (ofSellers.has(type)) return !standsNowhere(eyes);
  const reading = readings[type];
  const possible = [
    { owner: eyes.employee, department: eyes.department },
    { owner: null, department: null },
  ];
  return !reading || possible.some((row) => reading(eyes, row));
}

/** Whether somebody reads a row of a type whose fields they may read. */
export function seesRow(eyes: Eyes, type: string, row: RawRow): boolean {
  return readings[type]?.(eyes, row) ?? true;
}

/** Types whose rows differ by who looks. */
export const rowTypes: readonly string[] = Object.keys(wholes);

/** With which rows somebody does a verb: their own; the department's and nobody's; only the department's; any. */
export type Reach = 'mine' | 'ours' | 'theirs' | 'all';
/** Who does a verb, each with the rows of any of their reaches. */
export type Doers = Readonly<Partial<Record<Post, readonly Reach[]>>>;

/** Whether a reach is anything for who stands there. */
export function canReach(eyes: Eyes, reach: Reach): boolean {
  if (reach === 'mine') return eyes.employee !== null;
  return reach !== 'theirs' || eyes.department !== null;
}

/** Whether a row is within a reach. */
export function isWithin(eyes: Eyes, reach: Reach, row: Belonging): boolean {
  if (reach === 'mine') return mine(eyes, row);
  if (reach === 'ours') return ours(eyes, row);
  return reach === 'all' || (row.department !== null && row.department === eyes.department);
}
