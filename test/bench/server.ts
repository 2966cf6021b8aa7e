import pg from 'pg';
import { createApp } from '../../server/src/app.ts';
import { readConfig } from '../../server/src/config.ts';
import { openDatabase } from '../../server/src/database/database.ts';
import { issueToken } from '../world/credentials.ts';

/** How many statements of each name; those without one under their first word. */
export type Counted = Record<string, number>;

let counted: Counted = {};

/** Every statement of the process passes here, whichever pool it takes. */
const { query } = pg.Client.prototype;
pg.Client.prototype.query = function (this: pg.Client, ...given: unknown[]) {
  const [statement] = given as [string | { text?: string } | undefined];
  const text = (typeof statement === 'string' ? statement : statement?.text) ?? '';
  const name = /^\/\* (\S+) \*\//.exec(text)?.[1] ?? text.split(' ', 1)[0] ?? '';
  counted[name] = (counted[name] ?? 0) + 1;
  return Reflect.apply(query, this, given);
} as typeof query;

const [databaseUrl] = process.argv.slice(2);
const app = await createApp({
  config: { ...readConfig({}), port: 0, databaseUrl, demo: false, logLevel: 'warn' },
  clock: { now: () => new Date() },
});
const database = openDatabase(databaseUrl ?? '', 2, () => undefined);
const token = await issueToken(database.owner, 'director');
await database.close();
const stop = async (): Promise<void> => {
  await app.close();
  process.exit();
};
process.on('disconnect', () => void stop());
process.on('message', (order: 'statements' | 'stop') => {
  if (order === 'stop') return void stop();
  process.send?.(counted);
  counted = {};
});
process.send?.({ url: app.url, token });
