import { type Eyes, keyholders, people, sellers, standsNowhere, wallkeepers } from './oracle.ts';

/** A deal as it stands in its table. */
export interface RawDeal {
  id: string;
  owner: string | null;
  department: string | null;
  client: string | null;
  externalId: string | null;
  status: string;
  version: number;
}

/** A client as it stands in its table, with the department its owner works in now, and everybody who has a deal with it. */
export interface RawClient {
  id: string;
  owner: string | null;
  department: string | null;
  dealers: readonly string[];
  version: number;
}

/** Whose something is. */
export interface Belonging {
  owner: string | null;
  department: string | null;
}

export function mine(eyes: Eyes, { owner }: Belonging): boolean {
  return owner !== null && owner === eyes.employee;
}

/** What somebody who leads a department, or keeps its papers, answers for: what is the department's, and what is nobody's yet. */
export function ours(eyes: Eyes, { owner, department }: Belonging): boolean {
  return owner === null || (department !== null && department === eyes.department);
}

/** A seller sees their own deals, a head of sales those of the department and nobody's, a screen none by itself, everybody else all. */
export function seesDeal(eyes: Eyes, deal: RawDeal): boolean {
  if (sellers.includes(eyes.role)) return mine(eyes, deal);
  if (eyes.role === 'head_of_sales') return ours(eyes, deal);
  return eyes.role !== 'screen';
}

/** A seller also knows the clients of others they have a deal with. */
export function seesClient(eyes: Eyes, client: RawClient): boolean {
  if (sellers.includes(eyes.role))
    return mine(eyes, client) || client.dealers.some((dealer) => dealer === eyes.employee);
  if (eyes.role === 'head_of_sales') return ours(eyes, client);
  return eyes.role !== 'screen';
}

/** What happens to a deal is told to who sees the deal, and to screens. */
export function seesEvent(eyes: Eyes, deal: RawDeal): boolean {
  return eyes.role === 'screen' || seesDeal(eyes, deal);
}

/** A question about figures: whether it goes client by client, and whose figures it is about. */
export interface FiguresAsked {
  byClient: boolean;
  whereEmployee?: readonly (string | null)[];
  whereDepartment?: readonly (string | null)[];
}

/** Figures are everybody's. Client by client they are the client base: a seller asks that of their own, a head of sales of the department. */
export function mayAskFigures(eyes: Eyes, { byClient, whereEmployee, whereDepartment }: FiguresAsked): boolean {
  const leads = eyes.role === 'head_of_sales';
  if (!byClient || !(leads || sellers.includes(eyes.role))) return true;
  const only = (ids: readonly (string | null)[] | undefined, id: string | null) =>
    id !== null && ids !== undefined && ids.length > 0 && ids.every((given) => given === id);
  if (only(whereEmployee, eyes.employee)) return !standsNowhere(eyes);
  return leads && only(whereDepartment, eyes.department);
}

/** A person at a client: known to who answers for the client, and to those above. */
export function seesContact(eyes: Eyes, client: Belonging): boolean {
  if (sellers.includes(eyes.role)) return mine(eyes, client);
  if (eyes.role === 'head_of_sales') return ours(eyes, client);
  return eyes.role === 'director' || eyes.role === 'deputy';
}

/** An account: one's own; all of them for those who decide who is let in. */
export function seesAccount(eyes: Eyes, id: string): boolean {
  return keyholders.includes(eyes.role) || (people.includes(eyes.role) && eyes.account === id);
}

/** What lets somebody in: what lets oneself in, and screens for who looks after the walls. */
export function seesCredential(eyes: Eyes, { account, kind }: { account: string | null; kind: string }): boolean {
  if (account !== null && seesAccount(eyes, account)) return true;
  return keyholders.includes(eyes.role) || (kind === 'screen' && wallkeepers.includes(eyes.role));
}
