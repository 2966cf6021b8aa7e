import type { Day } from '../lib/zone.ts';
import { type Client, inventClients } from './clients.ts';
import { OfficeTime } from './office-time.ts';
import { Staff } from './staff.ts';

/** What the story stands on: the seed and its first day, and everything that follows from them. */
export interface DemoWorld {
  seed: number;
  start: Day;
  timeZone: string;
  office: OfficeTime;
  staff: Staff;
  clients: Client[];
}

export const defaultSeed = 1917;

export function demoWorld(seed: number, start: Day, timeZone: string): DemoWorld {
  return {
    seed,
    start,
    timeZone,
    office: new OfficeTime(start, timeZone),
    staff: new Staff(seed, start),
    clients: inventClients(seed),
  };
}
