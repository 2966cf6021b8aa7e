/** What is known of a client or lead that needs somebody: null is unknown, and fits no condition. */
export interface AssignmentSubject {
  kind: 'client' | 'lead';
  territoryId?: string | null;
  segmentId?: string | null;
  productLineId?: string | null;
  sourceId?: string | null;
  /** what it may bring, in minor units */
  amount?: number | null;
  /** who answers already for the client it comes from */
  clientOwnerId?: string | null;
}

/** A rule as it is applied. */
export interface RuleOfAssignment {
  id: string;
  model: 'geographic' | 'product' | 'client' | 'other';
  appliesTo: 'clients' | 'leads' | 'both';
  territoryId: string | null;
  productLineId: string | null;
  segmentId: string | null;
  sourceId: string | null;
  minimumAmount: number | null;
  /** whom it names: one of them, or nobody, which means whoever answers for the group of the client */
  employeeId: string | null;
  teamId: string | null;
}

/** A group of clients somebody answers for; without a territory everywhere. */
export interface Duty {
  segmentId: string;
  territoryId: string | null;
}

/** Somebody who may be given work. */
export interface Colleague {
  id: string;
  teamId: string | null;
  /** who takes over when they have left */
  standInId: string | null;
  left: boolean;
  /** work in hand: clients they answer for, open deals and open leads, one each */
  load: number;
  duties: readonly Duty[];
}

export type Colleagues = ReadonlyMap<string, Colleague>;

/** To whom, and by which rule; null: to whoever answers for its client already. */
export interface Assigned {
  ruleId: string | null;
  employeeId: string;
}

/** Those among whom the work in hand decides. */
interface Shortlist {
  ruleId: string | null;
  people: readonly Colleague[];
}

/**
 * Who gets a client or lead. What comes from a client somebody answers for is theirs. Else the first rule, in the order given, that fits it and
 * finds somebody, decides. Who has left is replaced by their stand-in, and the stand-in's stand-in. Of several the one with the least work in
 * hand gets it, of those with as much the one who was added first. Null: no rule finds anybody. Pure.
 */
export function assign(
  rules: readonly RuleOfAssignment[],
  subject: AssignmentSubject,
  people: Colleagues,
): Assigned | null {
  const found = shortlist(rules, subject, people);
  return found && { ruleId: found.ruleId, employeeId: least(found.people).id };
}

/** Those who may get it, one at least, before their work in hand is looked at; null: nobody. Pure. */
export function shortlist(
  rules: readonly RuleOfAssignment[],
  subject: AssignmentSubject,
  people: Colleagues,
): Shortlist | null {
  const theirs = subject.clientOwnerId ? present(people, subject.clientOwnerId) : [];
  if (theirs.length > 0) return { ruleId: null, people: theirs };
  for (const rule of rules) {
    const found = fits(rule, subject) ? candidates(rule, subject, people) : [];
    if (found.length > 0) return { ruleId: rule.id, people: found };
  }
  return null;
}

function fits(rule: RuleOfAssignment, { kind, amount, ...subject }: AssignmentSubject): boolean {
  if (rule.appliesTo !== 'both' && rule.appliesTo !== `${kind}s`) return false;
  const named = ['territoryId', 'productLineId', 'segmentId', 'sourceId'] as const;
  if (named.some((name) => rule[name] !== null && rule[name] !== (subject[name] ?? null))) return false;
  return rule.minimumAmount === null || (amount ?? -1) >= rule.minimumAmount;
}

function candidates(rule: RuleOfAssignment, subject: AssignmentSubject, people: Colleagues): Colleague[] {
  if (rule.employeeId !== null) return present(people, rule.employeeId);
  const everybody = [...people.values()];
  if (rule.teamId !== null) return everybody.filter(({ teamId, left }) => teamId === rule.teamId && !left);
  return holders(subject, people);
}

/** Whoever answers for the group: where the client is before everywhere. */
function holders({ segmentId, territoryId }: AssignmentSubject, people: Colleagues): Colleague[] {
  if (!segmentId) return [];
  const everybody = [...people.values()];
  for (const place of [...(territoryId ? [territoryId] : []), null]) {
    const holding = everybody.filter(({ duties }) =>
      duties.some((duty) => duty.segmentId === segmentId && duty.territoryId === place),
    );
    const there = holding.flatMap(({ id }) => present(people, id));
    if (there.length > 0) return there;
  }
  return [];
}

/** Somebody, or who stands in for them since they left; none when nobody does. */
function present(people: Colleagues, id: string): Colleague[] {
  const asked = new Set<string>();
  for (let next: string | null = id; next !== null && !asked.has(next); ) {
    asked.add(next);
    const somebody = people.get(next);
    if (somebody && !somebody.left) return [somebody];
    next = somebody?.standInId ?? null;
  }
  return [];
}

/** The one of several with the least work in hand. */
export function least(some: readonly Colleague[]): Colleague {
  const [first] = some.toSorted((a, b) => a.load - b.load || (BigInt(a.id) < BigInt(b.id) ? -1 : 1));
  if (!first) throw new Error('nobody to choose from');
  return first;
}

/** Who gets each of several, one after another: what somebody has been given counts as work when the next is given away. Pure. */
export function assignAll(
  rules: readonly RuleOfAssignment[],
  subjects: readonly AssignmentSubject[],
  people: Colleagues,
): (Assigned | null)[] {
  const busier = new Map(people);
  return subjects.map((subject) => {
    const assigned = assign(rules, subject, busier);
    const somebody = assigned && busier.get(assigned.employeeId);
    if (somebody) busier.set(somebody.id, { ...somebody, load: somebody.load + 1 });
    return assigned;
  });
}
