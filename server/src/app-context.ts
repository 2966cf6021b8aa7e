import type { Logger } from 'pino';
import { Access } from './access/access.ts';
import type { Standing, Viewer } from './access/viewer.ts';
import { type Context, type DepartmentSettings, rowLoader } from './context.ts';
import type { Database, Through } from './database/database.ts';
import type { Clock } from './lib/clock.ts';
import { Refusal } from './lib/refusal.ts';
import { Gate } from './live/gate.ts';
import { policy } from './policy.ts';

/** What every context of a process shares. */
export interface Surroundings {
  database: Database;
  clock: Clock;
  log: Logger;
  settings: () => DepartmentSettings;
  version: string;
  changed: () => void;
}

/** Makes a context for one request, topic or command. Loaders live as long as it does. */
export function makeContext(around: Surroundings, viewer: Viewer, access = accessOf(viewer)): Context {
  return {
    database: around.database,
    clock: around.clock,
    log: around.log,
    settings: around.settings(),
    viewer,
    access,
    load: rowLoader(around.database.app),
    version: around.version,
    changed: around.changed,
  };
}

const known = new Map<string, Access>();
const mostKnown = 1_000;

/** What somebody may see and do, by the one policy. Whoever stands at the same place shares it: it never changes. */
export function accessOf({ role, accountId, employeeId, departmentId, readOnly }: Standing): Access {
  const standing = { role, accountId, employeeId, departmentId, readOnly };
  const key = JSON.stringify(standing);
  let access = known.get(key);
  if (access) return access;
  access = new Access(policy, standing);
  known.set(key, access);
  const [oldest] = known.keys();
  if (known.size > mostKnown && oldest !== undefined) known.delete(oldest);
  return access;
}

/** of one question at a time: it may be made of sixty, and others have questions too */
const statementsAtOnce = 2;

/**
 * The same context, whose questions wait on connections of their own: for a question that is none of our pages'. Of those for which nobody waits
 * any more no further statement is sent.
 */
export function onQuestions(ctx: Context, isWanted: () => boolean = () => true): Context {
  const gate = new Gate(statementsAtOnce);
  const inTurn: Through = (work) =>
    gate.run(async () => {
      if (isWanted()) return work();
      throw Refusal.refused('NOBODY_WAITS', 'Nobody waits for the answer any more');
    });
  const database = { ...ctx.database, app: ctx.database.questions.behind(inTurn) };
  return { ...ctx, database, load: rowLoader(database.app) };
}
