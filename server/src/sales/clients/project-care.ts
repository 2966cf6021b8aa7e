import type { Dimensions } from '../../ledger/dimensions.ts';
import { addDays, dayOf, startOfDay } from '../../lib/zone.ts';
import type { Life, Place, Rule } from './life.ts';
import { Postings } from './postings.ts';
import type { Phase } from './project-purchases.ts';

/** What a client is at an instant, as far as it matters whether somebody should have been in touch with it. */
interface Attention {
  place: Place | undefined;
  /** the last contact, else when it was noted down */
  since: Date | null;
  lostFrom: Date | null;
  ended: boolean;
}

interface Turn {
  at: Date;
  change: (attention: Attention) => void;
}

/**
 * A client is neglected from the day after the last one on which somebody should have been in touch with it, until somebody is; never where
 * its group asks for nothing, after it was lost or ended, or while nobody knows since when it has been waiting. Counts for whoever
 * answers for it, and moves with it.
 */
export function projectCare(life: Life, phases: readonly Phase[]): Postings {
  const postings = new Postings();
  if (life.care.size === 0) return postings;
  const turns = turnsOf(life, phases);
  const attention: Attention = { place: undefined, since: null, lostFrom: null, ended: false };
  let standing: Dimensions | null = null;
  const stand = (at: Date, next: Dimensions | null): void => {
    if (standing) postings.add(at, standing, { neglected: -1 });
    if (next) postings.add(at, next, { neglected: 1 });
    standing = next;
  };
  turns.forEach((turn, i) => {
    turn.change(attention);
    const { at } = turn;
    const next = turns[i + 1]?.at ?? null;
    // what happens at one instant counts together
    if (next && next.getTime() === at.getTime()) return;
    const due = dueOf(life, attention, at);
    stand(at, due !== null && due <= at ? dimensionsOf(life, attention) : null);
    if (due !== null && due > at && (next === null || due < next)) stand(due, dimensionsOf(life, attention));
  });
  return postings;
}

/** Everything that changes whether a client is neglected, in order. */
function turnsOf(life: Life, phases: readonly Phase[]): Turn[] {
  const turn = (at: Date, change: Turn['change']): Turn => ({ at, change });
  const nothing = () => undefined;
  const contacted = (at: Date) => turn(at, (attention) => (attention.since = at));
  const turns = [
    ...life.places.map((place) => turn(place.at, (attention) => (attention.place = place))),
    ...(life.addedAt ? [turn(life.addedAt, noted(life.addedAt))] : []),
    ...life.contacts.map(contacted),
    ...phases.map(({ at, lostFrom }) => turn(at, (attention) => (attention.lostFrom = lostFrom))),
    ...phases.flatMap(({ lostFrom }) => (lostFrom ? [turn(lostFrom, nothing)] : [])),
    ...[...life.care.values()].flat().map(({ since }) => turn(since, nothing)),
    ...(life.endedAt ? [turn(life.endedAt, (attention) => (attention.ended = true))] : []),
  ];
  return turns.toSorted((a, b) => a.at.getTime() - b.at.getTime());
}

/** A contact that was made before the client was noted down is a contact all the same. */
function noted(at: Date): Turn['change'] {
  return (attention) => (attention.since ??= at);
}

/** From when the client is neglected, as things stand at an instant; null: it is not going to be. */
function dueOf({ care, timeZone }: Life, { place, since, lostFrom, ended }: Attention, at: Date): Date | null {
  if (ended || since === null || !place?.segment_id || (lostFrom && lostFrom <= at)) return null;
  const days = inForce(care.get(place.segment_id) ?? [], at)?.days ?? null;
  return days === null ? null : startOfDay(addDays(dayOf(since, timeZone), days + 1), timeZone);
}

/** Before a group's first rule there was none. */
function inForce(rules: readonly Rule[], at: Date): Rule | undefined {
  return rules.findLast(({ since }) => since <= at);
}

function dimensionsOf({ id }: Life, { place }: Attention): Dimensions {
  return {
    client_id: id,
    employee_id: place?.owner_id ?? null,
    team_id: place?.team_id ?? null,
    department_id: place?.department_id ?? null,
    segment_id: place?.segment_id ?? null,
    territory_id: place?.territory_id ?? null,
  };
}
