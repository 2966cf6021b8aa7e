import type { Bought } from './figures-deals.ts';
import {
  dayAt,
  daysAfter,
  type Happening,
  happening,
  idOf,
  instantOf,
  numberOf,
  type Place,
  type Raw,
  type Row,
  type Standing,
  startOf,
  when,
} from './figures-rows.ts';

/** Where and whose a client has been from when; facts and places share their numbers, which order what happens at one instant. */
interface Stay {
  at: number;
  number: bigint;
  place: Place;
}

/** What happens to clients by their purchases, and who is active and who neglected before an instant. */
export function clientsOf(raw: Raw, purchases: readonly Bought[]) {
  const lives = raw.client.map((row) => lifeOf(raw, row, purchases));
  return {
    happenings: lives.flatMap((life) => [...boughtBy(life), ...leftBy(life)]),
    at: (before: number): Standing[] =>
      lives.flatMap((life) => [
        ...(isActive(life, before) ? [{ what: 'active', many: 1, place: creditAt(life, before) } as const] : []),
        ...neglectedAt(raw, life, before),
      ]),
  };
}

interface Life {
  row: Row;
  purchases: (Bought & { activeUntil: number; lostFrom: number })[];
  stays: Stay[];
  contacts: number[];
}

function lifeOf(raw: Raw, row: Row, purchases: readonly Bought[]): Life {
  const id = String(row['id']);
  const own = purchases.filter(({ clientId }) => clientId === id).sort(inTime);
  const contacts = raw.activity.filter((contact) => contact['client_id'] === id && contact['ended_at'] === null);
  return {
    row,
    purchases: own.map((bought) => {
      const days = windowAt(raw, bought.at);
      const after = (count: number) => startOf(daysAfter(dayAt(bought.at), days * count));
      return { ...bought, activeUntil: after(1), lostFrom: after(2) };
    }),
    stays: staysOf(raw, row),
    contacts: contacts.map((contact) => instantOf(contact, 'at')),
  };
}

function inTime(a: Bought, b: Bought): number {
  return a.at - b.at || Number(a.fact - b.fact);
}

/** The activity window in force at an instant, in days; before the first change: as it was from the start. */
function windowAt(raw: Raw, at: number): number {
  const windows = raw.activity_window.toSorted((a, b) => instantOf(a, 'since') - instantOf(b, 'since'));
  const found = windows.findLast((row) => instantOf(row, 'since') <= at) ?? windows[0];
  return found ? numberOf(found, 'days') : numberOf(raw.setting[0] as Row, 'activity_window_days');
}

const places = ['segment_id', 'territory_id', 'source_id'];

function staysOf(raw: Raw, row: Row): Stay[] {
  const kept = raw.client_place
    .filter((place) => place['client_id'] === row['id'])
    .map((place) => ({
      at: instantOf(place, 'at'),
      number: BigInt(String(place['id'])),
      place: {
        ...Object.fromEntries(places.map((column) => [column, idOf(place, column)])),
        ...{ employee_id: idOf(place, 'owner_id'), team_id: idOf(place, 'team_id') },
        department_id: idOf(place, 'department_id'),
      },
    }))
    .sort((a, b) => a.at - b.at || Number(a.number - b.number));
  if (kept.length > 0) return kept;
  // never moved: where it is now
  const owner = raw.employee.find(({ id }) => id === row['owner_id']);
  const team = raw.team.find(({ id }) => owner && id === owner['team_id']);
  const whose = { employee_id: idOf(row, 'owner_id'), team_id: idOf(owner ?? {}, 'team_id') };
  const where = Object.fromEntries(places.map((column) => [column, idOf(row, column)]));
  return [{ at: 0, number: 0n, place: { ...where, ...whose, department_id: idOf(team ?? {}, 'department_id') } }];
}

/** The purchases made before an instant and not taken back by then. `fact`: at the instant itself, those up to this fact. */
function standing(life: Life, before: number, fact?: bigint): Life['purchases'] {
  const done = (at: number, number: bigint) => at < before || (fact !== undefined && at === before && number <= fact);
  return life.purchases.filter(
    (one) => done(one.at, one.fact) && !(one.undone && done(one.undone.at, one.undone.fact)),
  );
}

/** First purchases and money of later ones: whatever a purchase, or taking one back, changes of them. */
function boughtBy(life: Life): Happening[] {
  const turns = life.purchases
    .flatMap(({ at, fact, undone }) => [{ at, fact }, ...(undone ? [undone] : [])])
    .sort((a, b) => a.at - b.at || Number(a.fact - b.fact));
  let before = new Map<string, Happening>();
  return turns.flatMap(({ at, fact }) => {
    const after = new Map(
      standing(life, at, fact).map((one, i) => [
        `${one.fact} ${i === 0}`,
        i === 0 ? happening('clientFirst', at, one.place) : happening('repeatMoney', at, one.place, one.amount),
      ]),
    );
    const come = [...after].filter(([key]) => !before.has(key)).map(([, one]) => one);
    const gone = [...before].filter(([key]) => !after.has(key)).map(([, one]) => ({ ...one, at, many: -one.many }));
    before = after;
    return [...come, ...gone];
  });
}

function isActive(life: Life, before: number): boolean {
  return standing(life, before).some(({ activeUntil }) => activeUntil >= before);
}

/** Whom an active client stands for: the last purchase, in the group, place and source the client is in since. */
function creditAt(life: Life, before: number, fact?: bigint): Place {
  const last = standing(life, before, fact).at(-1);
  if (!last) throw new Error('nobody without a purchase is active');
  const place: Record<string, string | null> = { ...last.place };
  life.stays.forEach((stay, i) => {
    const previous = life.stays[i - 1];
    const since = stay.at > last.at || (stay.at === last.at && stay.number > last.fact);
    const passed = stay.at < before || (stay.at === before && fact !== undefined && stay.number < fact);
    if (!previous || !since || !passed) return;
    for (const column of places)
      if (previous.place[column] !== stay.place[column]) place[column] = stay.place[column] ?? null;
  });
  return place;
}

/** Clients leave when the window of what they have bought runs out, or when a purchase is taken back and that of the others had. */
function leftBy(life: Life): Happening[] {
  const ends = life.purchases.map(({ activeUntil }) => activeUntil);
  const lapsed = [...new Set(ends)]
    .filter((end) => isActive(life, end) && !standing(life, end).some(({ activeUntil }) => activeUntil > end))
    .map((end) => happening('clientLeft', end, creditAt(life, end)));
  const undone = life.purchases.flatMap(({ undone: back }) => {
    if (!back) return [];
    const was = standing(life, back.at, back.fact - 1n);
    const left = standing(life, back.at, back.fact);
    const active = (some: Life['purchases']) => some.some(({ activeUntil }) => activeUntil > back.at);
    if (!active(was) || active(left) || left.length === 0) return [];
    return [happening('clientLeft', back.at, creditAt(life, back.at, back.fact - 1n))];
  });
  return [...lapsed, ...undone];
}

/** A client is neglected from the day after the last one on which somebody should have been in touch, by the rule of its group. */
function neglectedAt(raw: Raw, life: Life, before: number): Standing[] {
  const { row, contacts, stays } = life;
  const ended = when(row, 'ended_at');
  if (ended !== null && ended < before) return [];
  const lostFrom = standing(life, before).map((one) => one.lostFrom);
  if (lostFrom.length > 0 && Math.max(...lostFrom) < before) return [];
  const place = stays.findLast(({ at }) => at < before)?.place;
  const rules = raw.segment_care
    .filter((rule) => rule['segment_id'] === place?.['segment_id'] && instantOf(rule, 'since') < before)
    .sort((a, b) => instantOf(a, 'since') - instantOf(b, 'since'));
  const days = rules.at(-1)?.['days'];
  if (days === undefined || days === null || !place) return [];
  const added = row['merged_into_id'] === null ? when(row, 'added_at') : null;
  const known = contacts.filter((at) => at < before);
  const since = known.length > 0 ? Math.max(...known) : added !== null && added < before ? added : null;
  if (since === null || startOf(daysAfter(dayAt(since), Number(days) + 1)) >= before) return [];
  return [{ what: 'neglected', many: 1, place: { ...place, client_id: String(row['id']) } }];
}
