import {
  type Eyes,
  keepersAndHead,
  keyholders,
  type Post,
  people,
  sellers,
  standsNowhere,
  wallkeepers,
} from './oracle.ts';
import { mayOwned, openVerbs, ownedVerbs, reachesOwned } from './oracle-record-verbs.ts';
import { type Belonging, mine, ours, type RawClient, type RawDeal, seesClient, seesDeal } from './oracle-rows.ts';

/** How the server has to answer a verb. */
export type Verdict = 'done' | 'FORBIDDEN' | 'NOT_FOUND';

/** Those above, machines that bring data, and administrators, who keep it right. */
const above: readonly Post[] = ['director', 'deputy', 'integration', 'administrator'];

/** With which rows those who may do a verb may do it: everybody above with all. */
type Reach = 'mine' | 'ours' | 'all';

/** Who may do a verb with what, apart from those above, who may do all of these. */
type Doers = Readonly<Partial<Record<Post, Reach>>>;

const work: Doers = { manager: 'mine', representative: 'mine', head_of_sales: 'ours' };
const paperwork: Doers = { ...work, assistant: 'ours' };

/** Every verb on deals and clients. */
export const rowVerbs: Readonly<Record<string, Doers>> = {
  openDeal: paperwork,
  amendDeal: paperwork,
  moveDeal: work,
  advanceDeal: work,
  // what to do next with a deal, and what has been done, is noted with its papers
  setNextStep: paperwork,
  checkItem: paperwork,
  winDeal: work,
  loseDeal: work,
  reopenDeal: work,
  // whose a deal is decides pay: it is decided above
  reassignDeal: { head_of_sales: 'ours' },
  addClient: paperwork,
  amendClient: paperwork,
  // a client that has ended is nobody's any more: not for who sells to it
  endClient: { head_of_sales: 'ours' },
};

/** People at clients: noted down also by who never reads them back. */
const keepsContacts: Doers = { ...work, director: 'all', deputy: 'all' };
export const contactVerbs: Readonly<Record<string, Doers>> = {
  addContact: { ...keepsContacts, integration: 'all', assistant: 'ours' },
  amendContact: keepsContacts,
  endContact: keepsContacts,
  revealContact: keepsContacts,
};

/** What is done with a client as such: seeing in full how it is reached, and saying that two are one. */
export const clientVerbs: Readonly<Record<string, Doers>> = {
  revealClient: keepsContacts,
  mergeClients: { director: 'all', deputy: 'all', administrator: 'all', head_of_sales: 'ours' },
};

/** Above what a product allows, whoever sells asks: no verb of the API, a right that some of them look at. */
export const givesAnyDiscount: readonly Post[] = keepersAndHead;

/** A head of sales who leads no department dismisses nobody. */
const ofDepartment = new Set(['dismissEmployee']);

/** Every other verb: who may do it. */
export const plainVerbs: Readonly<Record<string, readonly Post[]>> = {
  ...openVerbs,
  createAccount: keyholders,
  amendAccount: keyholders,
  inviteAgain: keyholders,
  endAccount: keyholders,
  // everybody who works here makes tokens that are themselves, and takes back what is theirs
  createToken: people,
  revokeCredential: people,
  approveScreen: wallkeepers,
  denyScreen: wallkeepers,
  amendScreen: wallkeepers,
  // a head of sales within the own department
  dismissEmployee: wallkeepers,
  eraseContact: keyholders,
  eraseClient: keyholders,
  eraseEmployee: keyholders,
  eraseAccount: keyholders,
  amendSettings: ['director', 'deputy', 'administrator'],
  // when the department works is for those who plan its days
  setCalendarDay: wallkeepers,
  clearCalendarDay: wallkeepers,
};

function doersOf(verb: string): Doers | undefined {
  return rowVerbs[verb] ?? contactVerbs[verb] ?? clientVerbs[verb];
}

/** Every verb of the API. */
export const everyVerb: readonly string[] = Object.keys({
  ...{ ...rowVerbs, ...contactVerbs, ...clientVerbs, ...plainVerbs, ...ownedVerbs },
});

/** Whether a verb is anything for them at all. */
export function mayEver(eyes: Eyes, verb: string): boolean {
  if (eyes.readOnly) return false;
  if (ofDepartment.has(verb) && eyes.role === 'head_of_sales') return eyes.department !== null;
  if (verb in ownedVerbs) return mayOwned(eyes, verb);
  const doers = doersOf(verb);
  if (!doers) return plainVerbs[verb]?.includes(eyes.role) ?? false;
  return (verb in rowVerbs && above.includes(eyes.role)) || (doers[eyes.role] !== undefined && !standsNowhere(eyes));
}

/** Whether such a row is one they may do the verb with. */
export function reaches(eyes: Eyes, verb: string, row: Belonging): boolean {
  if (verb in ownedVerbs) return reachesOwned(eyes, verb, row);
  if (verb in rowVerbs && above.includes(eyes.role)) return true;
  const reach = doersOf(verb)?.[eyes.role];
  return reach === 'all' || (reach === 'mine' && mine(eyes, row)) || (reach === 'ours' && ours(eyes, row));
}

/** A verb on a deal; null: there is none of that id. What one may not see is not there. */
export function onDeal(eyes: Eyes, verb: string, deal: RawDeal | null): Verdict {
  if (!mayEver(eyes, verb)) return 'FORBIDDEN';
  if (!deal) return 'NOT_FOUND';
  if (reaches(eyes, verb, deal)) return 'done';
  return seesDeal(eyes, deal) ? 'FORBIDDEN' : 'NOT_FOUND';
}

/** A verb on a client; what one may not see is not there. */
export function onClient(eyes: Eyes, verb: string, client: RawClient | null): Verdict {
  if (!mayEver(eyes, verb)) return 'FORBIDDEN';
  if (!client) return 'NOT_FOUND';
  if (reaches(eyes, verb, client)) return 'done';
  return seesClient(eyes, client) ? 'FORBIDDEN' : 'NOT_FOUND';
}

/** Amending a client; whose it is, is not for sellers and assistants to change. */
export function amendingClient(eyes: Eyes, client: RawClient | null, fields: readonly string[]): Verdict {
  const verdict = onClient(eyes, 'amendClient', client);
  const givesAway = fields.includes('ownerId') && (sellers.includes(eyes.role) || eyes.role === 'assistant');
  return verdict === 'done' && givesAway ? 'FORBIDDEN' : verdict;
}

/** Adding a client, or opening a deal with a client one must know, for somebody. */
export function making(eyes: Eyes, verb: string, forWhom: Belonging, client?: RawClient | null): Verdict {
  if (!mayEver(eyes, verb)) return 'FORBIDDEN';
  if (client === null || (client && !seesClient(eyes, client))) return 'NOT_FOUND';
  return reaches(eyes, verb, forWhom) ? 'done' : 'FORBIDDEN';
}

/** A verb on a contact: whoever may not work with it does not know it. */
export function onContact(eyes: Eyes, verb: string, client: Belonging | null): Verdict {
  if (!mayEver(eyes, verb)) return 'FORBIDDEN';
  return client && reaches(eyes, verb, client) ? 'done' : 'NOT_FOUND';
}

/** Inputs of verbs that are not for everybody who may do the verb. */
export function mayChange(eyes: Eyes, verb: string, field: string): boolean {
  if (!mayEver(eyes, verb)) return false;
  if (verb === 'amendClient' && field === 'ownerId') return !(sellers.includes(eyes.role) || eyes.role === 'assistant');
  // a token of another role, for a machine
  if (verb === 'createToken' && (field === 'role' || field === 'employeeId')) return keyholders.includes(eyes.role);
  return true;
}

/** Taking what one sees home is a right of its own: those above; a head of sales what is the department's; an analyst no persons. */
export function mayExport(eyes: Eyes, what: 'Client' | 'Deal' | 'Contact', row: Belonging): boolean {
  if (eyes.role === 'director' || eyes.role === 'deputy') return true;
  if (eyes.role === 'analyst') return what === 'Deal';
  const theirs = row.department !== null && row.department === eyes.department;
  return eyes.role === 'head_of_sales' && what !== 'Contact' && theirs;
}
