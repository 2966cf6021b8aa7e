import pino from 'pino';
import { systemViewer } from '../../server/src/access/viewer.ts';
import { makeContext } from '../../server/src/app-context.ts';
import type { Context } from '../../server/src/context.ts';
import { readSettings } from '../../server/src/department/settings/read-settings.ts';
import type { World } from '../world/world.ts';

/** A context of the department itself, as its own workers have it: for what is not asked through the API. */
export async function contextOf({ database, clock }: World): Promise<Context> {
  const settings = await readSettings(database.app);
  if (!settings) throw new Error('no settings');
  const around = { database, clock, log: pino({ level: 'silent' }), settings: () => settings, version: '' };
  return makeContext({ ...around, changed: () => undefined }, systemViewer('test', 'system'));
}
