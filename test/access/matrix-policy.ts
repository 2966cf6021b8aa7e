import { Access } from '../../server/src/access/access.ts';
import type { Policy } from '../../server/src/access/policy.ts';
import type { Conditions } from '../../server/src/access/rules.ts';
import { type Eyes, keyholders, mayAskFreely, posts } from './oracle.ts';
import { maySee, readableFields } from './oracle-fields.ts';
import { rowTypes, seesRow } from './oracle-record-rows.ts';
import { ownedVerbs } from './oracle-record-verbs.ts';
import {
  mayAskFigures,
  seesAccount,
  seesClient,
  seesContact,
  seesCredential,
  seesDeal,
  seesEvent,
} from './oracle-rows.ts';
import {
  clientVerbs,
  contactVerbs,
  everyVerb,
  givesAnyDiscount,
  mayChange,
  mayEver,
  mayExport,
  reaches,
  rowVerbs,
} from './oracle-verbs.ts';

const employees = ['1', '2', null];
const departments = ['10', '20', null];

/** Everybody who could ask, wherever they stand, and in one place with a credential that may only read. */
export const standings: Eyes[] = posts.flatMap((role) => [
  ...employees.flatMap((employee) =>
    departments.flatMap((department) =>
      ['100', null].map((account) => ({ role, employee, department, account, readOnly: false })),
    ),
  ),
  { role, employee: '1', department: '10', account: '100', readOnly: true },
]);

const belongings = ['1', '2', '3', null].flatMap((owner) => departments.map((department) => ({ owner, department })));
const dealerships: string[][] = [[], ['1'], ['2', '3']];

const deals = belongings.map((whose) => ({
  ...whose,
  id: '',
  client: null,
  externalId: null,
  status: 'open',
  version: 1,
}));
const clients = belongings.flatMap((whose) =>
  dealerships.map((dealers) => ({ ...whose, id: '', dealers, version: 1 })),
);
const credentials = ['100', '200', null].flatMap((account) =>
  ['token', 'screen', 'session'].map((kind) => ({ account, kind })),
);

const onClients = ['addClient', 'amendClient', 'endClient', ...Object.keys(clientVerbs)];
const onDeals = Object.keys(rowVerbs).filter((verb) => !onClients.includes(verb));
/** Records of which somebody reads or changes some rows only. */
const owned = [...new Set([...rowTypes, ...Object.values(ownedVerbs).map(({ noun }) => noun)])];

const inputs: [verb: string, fields: string][] = [
  ['amendClient', 'ownerId name kind inn phone email site note segmentId territoryId sourceId parentId'],
  ['addClient', 'name kind inn phone email site note segmentId territoryId sourceId parentId externalId'],
  ['createToken', 'role employeeId name readOnly days'],
];

/** Where to look: at whom, at which types, at which verbs, and how many differences are enough. */
export interface Look {
  whose: readonly string[];
  /** all of them when left out */
  types?: ReadonlySet<string>;
  verbs?: ReadonlySet<string>;
  enough: number;
}

/** What is decided by whose account something is. */
const byAccount = ['Account', 'Credential'];

/** Where a policy and the oracle differ, without a server. */
export function differencesOf(policy: Policy, look: Look): string[] {
  const found: string[] = [];
  const told = new Set<string>();
  const { whose, types, enough } = look;
  const accounts = !types || byAccount.some((type) => types.has(type)) ? ['100', null] : ['100'];
  const looking = standings.filter(({ role, account }) => whose.includes(role) && accounts.includes(account));
  for (const eyes of looking) {
    const { employee: employeeId, department: departmentId, account: accountId, ...rest } = eyes;
    const access = new Access(policy, { ...rest, employeeId, departmentId, accountId });
    for (const [what, is, should] of questions(access, eyes, look)) {
      // the same of the same role, from another place, is no news
      const difference = `${eyes.role} ${what.split(' ')[0]}`;
      if (is === should || told.has(difference)) continue;
      told.add(difference);
      found.push(`${JSON.stringify(eyes)} ${what}: the oracle says ${should}, the policy ${is}`);
      if (found.length >= enough) return found;
    }
  }
  return found;
}

type Questions = Generator<[what: string, is: boolean, should: boolean]>;

function* questions(access: Access, eyes: Eyes, { types, verbs }: Look): Questions {
  const about = (type: string): boolean => types?.has(type) ?? true;
  for (const [type, fields] of Object.entries(readableFields)) {
    if (!about(type)) continue;
    yield [type, access.sees(type), maySee(eyes, type)];
    for (const field of Object.keys(fields))
      yield [`${type}.${field}`, access.sees(type, field), maySee(eyes, type, field)];
  }
  for (const right of about('Schema') ? ['introspect', 'askFreely'] : [])
    yield [right, access.can(right, 'Schema'), mayAskFreely.includes(eyes.role)];
  for (const verb of everyVerb) if (verbs?.has(verb) ?? true) yield [verb, access.canDo(verb), mayEver(eyes, verb)];
  for (const [verb, fields] of inputs) {
    const subject = verb === 'createToken' ? 'Credential' : 'Client';
    for (const field of about(subject) ? fields.split(' ') : [])
      yield [`${verb}.${field}`, access.can(verb, subject, field), mayChange(eyes, verb, field)];
  }
  yield* dealQuestions(access, eyes, about);
  yield* otherQuestions(access, eyes, about);
  for (const noun of owned) if (about(noun)) yield* recordQuestions(access, eyes, noun);
}

type About = (type: string) => boolean;

function* dealQuestions(access: Access, eyes: Eyes, about: About): Questions {
  const { may, does } = asked(access, eyes);
  if (about('Deal')) {
    const gives = givesAnyDiscount.includes(eyes.role) && !eyes.readOnly;
    yield ['giveAnyDiscount', access.canDo('giveAnyDiscount'), gives];
  }
  for (const deal of deals) {
    const row = { ownerId: deal.owner, departmentId: deal.department };
    const told = JSON.stringify(row);
    if (about('Deal')) {
      yield [`Deal ${told}`, may('read', 'Deal', row), seesDeal(eyes, deal)];
      yield [`exportDeals ${told}`, may('exportDeals', 'Deal', row), mayExport(eyes, 'Deal', deal)];
      for (const verb of onDeals) yield [`${verb} ${told}`, may(verb, 'Deal', row), does(verb, deal)];
    }
    if (about('DealEvent')) {
      yield [`DealEvent ${told}`, may('read', 'DealEvent', row), seesEvent(eyes, deal)];
      // a screen shows what is new
      const looksBack = eyes.role !== 'screen' && seesEvent(eyes, deal);
      yield [`lookBack ${told}`, may('lookBack', 'DealEvent', row), looksBack];
    }
    if (about('Contact')) {
      yield [`Contact ${told}`, may('read', 'Contact', row), seesContact(eyes, deal)];
      yield [`exportContacts ${told}`, may('exportContacts', 'Contact', row), mayExport(eyes, 'Contact', deal)];
      for (const verb of Object.keys(contactVerbs))
        yield [`${verb} ${told}`, may(verb, 'Contact', row), does(verb, deal)];
    }
    if (about('Dismissal'))
      yield [`dismissEmployee ${told}`, may('dismissEmployee', 'Dismissal', row), dismisses(eyes, deal.department)];
  }
}

/** Rows of a record: whose they are, and of whose client. */
function* recordQuestions(access: Access, eyes: Eyes, noun: string): Questions {
  const { may, does } = asked(access, eyes);
  const verbs = Object.entries(ownedVerbs).filter(([, verb]) => verb.noun === noun);
  for (const whose of belongings) {
    for (const clientOwner of ['1', '2', null]) {
      const row = { ownerId: whose.owner, departmentId: whose.department, clientOwnerId: clientOwner };
      const reads = maySee(eyes, noun) && seesRow(eyes, noun, { ...whose, clientOwner });
      yield [`${noun} ${JSON.stringify(row)}`, may('read', noun, row), reads];
      if (clientOwner !== null) continue;
      for (const [verb] of verbs) yield [`${verb} ${JSON.stringify(row)}`, may(verb, noun, row), does(verb, whose)];
    }
  }
}

function* otherQuestions(access: Access, eyes: Eyes, about: About): Questions {
  const { may, does } = asked(access, eyes);
  for (const client of about('Client') ? clients : []) {
    const row = { ownerId: client.owner, departmentId: client.department, dealsOf: client.dealers };
    const told = JSON.stringify(row);
    yield [`Client ${told}`, may('read', 'Client', row), seesClient(eyes, client)];
    yield [`exportClients ${told}`, may('exportClients', 'Client', row), mayExport(eyes, 'Client', client)];
    for (const verb of onClients) yield [`${verb} ${told}`, may(verb, 'Client', row), does(verb, client)];
  }
  for (const credential of about('Credential') || about('Account') ? credentials : []) {
    const row = { accountId: credential.account, kind: credential.kind };
    if (about('Account') && credential.account !== null)
      yield [`Account ${credential.account}`, may('read', 'Account', row), seesAccount(eyes, credential.account)];
    if (!about('Credential')) continue;
    yield [`Credential ${JSON.stringify(row)}`, may('read', 'Credential', row), seesCredential(eyes, credential)];
    const takes = mayEver(eyes, 'revokeCredential') && seesCredential(eyes, credential);
    yield [`revokeCredential ${JSON.stringify(row)}`, may('revokeCredential', 'Credential', row), takes];
    const makes =
      mayEver(eyes, 'createToken') && (keyholders.includes(eyes.role) || credential.account === eyes.account);
    if (eyes.account !== null)
      yield [`createToken ${JSON.stringify(row)}`, may('createToken', 'Credential', row), makes];
  }
  if (!about('KpiTable')) return;
  for (const id of employees) {
    const whole = { byClient: true, whereEmployee: [id] };
    yield [`figures of ${id}`, may('breakDownByClient', 'KpiTable', { ownerId: id }), mayAskFigures(eyes, whole)];
  }
  for (const id of departments) {
    const whole = { byClient: true, whereDepartment: [id] };
    yield [`figures in ${id}`, may('breakDownByClient', 'KpiTable', { departmentId: id }), mayAskFigures(eyes, whole)];
  }
}

/** What a policy says of a row, and what the oracle says of verbs. */
function asked(access: Access, eyes: Eyes) {
  // CASL finds a value among several, as an employee among those who have deals with a client
  const may = (action: string, subject: string, row: Record<string, unknown>) =>
    access.allows(action, subject, row as Conditions);
  const does = (verb: string, whose: { owner: string | null; department: string | null }) =>
    mayEver(eyes, verb) && reaches(eyes, verb, whose);
  return { may, does };
}

function dismisses(eyes: Eyes, department: string | null): boolean {
  if (!mayEver(eyes, 'dismissEmployee')) return false;
  return eyes.role !== 'head_of_sales' || (department !== null && department === eyes.department);
}
