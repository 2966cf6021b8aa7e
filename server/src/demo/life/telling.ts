import type { Context } from '../../context.ts';
import type { Transaction } from '../../database/database.ts';
import { readCalendar, type WorkingCalendar } from '../../department/calendar/working-days.ts';
import { addDays, type Day, dayOf, startOfDay } from '../../lib/zone.ts';
import type { ClientStanding, People } from '../../sales/activities/standing.ts';
import type { Client } from '../clients.ts';
import { readContacts } from '../contacts.ts';
import type { Tale } from '../happening.ts';
import type { DemoNouns } from '../nouns.ts';
import type { PersonKey } from '../people.ts';
import type { DemoWorld } from '../world.ts';

/** What all the parts of the story that are not deals are told with. */
export interface Telling {
  tx: Transaction;
  /** its clock stands where the story ends */
  ctx: Context;
  world: DemoWorld;
  nouns: DemoNouns;
  tales: readonly Tale[];
  /** ids of the tales' deals, by name */
  dealIds: ReadonlyMap<string, string>;
  calendar: WorkingCalendar;
  /** ids of contacts by the key of their client */
  contacts: ReadonlyMap<string, string[]>;
  /** what comes by itself, of no tale, is told after this instant; everything up to `until` */
  after: Date;
  until: Date;
  /** when something was noted down that happened at an instant */
  heard: (at: Date) => Date;
}

/** What a telling begins with: the rest is read. */
type Begun = Omit<Telling, 'calendar' | 'contacts' | 'after'> & { after?: Date };

export async function beginTelling(begun: Begun): Promise<Telling> {
  const { tx, ctx, world } = begun;
  const calendar = await readCalendar(tx);
  const contacts = await readContacts(tx, ctx);
  return { after: startOfDay(world.start, world.timeZone), ...begun, calendar, contacts };
}

/** Whether what comes by itself at an instant is told. */
export function isTold({ after, until }: Telling, at: Date): boolean {
  return at > after && at <= until;
}

/** Where somebody stands in the house: nobody of the story ever changes teams. */
export function peopleOf({ nouns }: Telling, key: PersonKey): People {
  const { id, team_id = null, department_id = null } = nouns.of('employee', key);
  return { employee_id: id, team_id, department_id };
}

/** The same as the columns of a row. */
export function whose(telling: Telling, key: PersonKey) {
  const { employee_id, team_id, department_id } = peopleOf(telling, key);
  return { employeeId: employee_id, teamId: team_id, departmentId: department_id };
}

/** Where a client stands: none of the story ever moves. */
export function placeOf({ nouns }: Telling, { key }: Client): ClientStanding {
  const { id, segment_id = null, territory_id = null } = nouns.of('client', key);
  return { client_id: id, segment_id, territory_id };
}

/** Who opened a tale, with whom, and where it stands at its end. */
export function clientOf({ happenings: [opening] }: Tale): Client {
  if (opening?.kind !== 'opened') throw new Error('a tale begins with its opening');
  return opening.client;
}

export function later(one: Date, other: Date): Date {
  return new Date(Math.max(one.getTime(), other.getTime()));
}

export function earlier(one: Date, other: Date): Date {
  return new Date(Math.min(one.getTime(), other.getTime()));
}

/** when what a day has cost is noted */
const evening = 20 * 3_600_000;

/** The same up to the last evening: what is noted once a day is noted of whole days only. */
export function upToEvening(telling: Telling): Telling {
  return { ...telling, until: lastEvening(telling.world, telling.until) };
}

export function eveningOf({ timeZone }: DemoWorld, day: Day): Date {
  return new Date(startOfDay(day, timeZone).getTime() + evening);
}

export function lastEvening(world: DemoWorld, at: Date): Date {
  const day = dayOf(at, world.timeZone);
  const today = eveningOf(world, day);
  return today <= at ? today : eveningOf(world, addDays(day, -1));
}
