import type { Logger } from 'pino';
import { type Context, type DepartmentSettings, rowLoader, type Viewer } from './context.ts';
import type { Database } from './database/database.ts';
import type { Clock } from './lib/clock.ts';

/** What every context of a process shares. */
export interface Surroundings {
  database: Database;
  clock: Clock;
  log: Logger;
  settings: () => DepartmentSettings;
  version: string;
  changed: () => void;
}

/** Whoever sits at this machine: accounts and roles come with the access policy. */
export const localViewer: Viewer = { principal: 'local', name: 'local', employeeId: null, origin: 'api' };

/** Makes a context for one request, topic or command. Loaders live as long as it does. */
export function makeContext(around: Surroundings, viewer: Viewer = localViewer): Context {
  return {
    database: around.database,
    clock: around.clock,
    log: around.log,
    settings: around.settings(),
    viewer,
    load: rowLoader(around.database.app),
    version: around.version,
    changed: around.changed,
  };
}
