import type { Role } from '../../server/src/access/roles.ts';
import { createApp } from '../../server/src/app.ts';
import { type Config, readConfig } from '../../server/src/config.ts';
import type { Database } from '../../server/src/database/database.ts';
import { roll } from '../../server/src/ledger/roll.ts';
import { sql } from '../../server/src/lib/sql.ts';
import { MoveableClock } from './clock.ts';
import { issueToken, type TokenOptions } from './credentials.ts';
import { startDatabase } from './database.ts';
import { askOverHttp, type Data, type Refused, refusal } from './graphql-client.ts';
import { type Named, Nouns, type Pipeline } from './nouns.ts';
import { Person } from './person.ts';
import { type Subscriber, subscribeOverWebSocket } from './subscriber.ts';

type AppOptions = Parameters<typeof createApp>[0];

export interface WorldOptions {
  /** when it is: Wednesday noon in Moscow unless told */
  now?: Date | string;
  /** settings of the server that differ from its defaults; also time zone, currency and name of the department */
  config?: Partial<Config>;
  /** what takes the server's log: nobody unless told */
  log?: AppOptions['log'];
  /** the address of a database to open instead of one of its own, as a second server beside another world's does */
  databaseUrl?: string;
}

/** Somebody who asks with a token of their own. */
export interface Visitor {
  token: string;
  /** Asks over HTTP; the data, or a failure that names the errors. */
  ask<Answer = Data>(query: string, variables?: Data): Promise<Answer>;
  /** Asks what must be refused; what the refusal says. */
  refused(query: string, variables?: Data): Promise<Refused>;
  /** Subscribes over WebSocket, on a socket of its own. */
  subscribe<Answer = Data>(query: string, variables?: Data): Subscriber<Answer>;
}

/** A department of a test's own: a server with its database, a clock to move, people to act, and ways to ask and listen. */
export interface World extends Omit<Nouns, 'pipeline'>, Visitor {
  /** http://127.0.0.1:port */
  url: string;
  databaseUrl: string;
  clock: MoveableClock;
  /** both pools, for what cannot be asked through the API */
  database: Database;
  pipeline(stages?: readonly string[], name?: string): Promise<Pipeline>;
  /** Somebody new who sells. */
  manager(name: string, about?: { team?: Named; territory?: Named }): Promise<Person>;
  /** Somebody of a role, with a token; the world itself asks as a director. */
  enters(role: Role, options?: TokenOptions): Promise<Visitor>;
  /** Merges what is old enough into the rollups now, beside the server's own roller. */
  roll(): Promise<number>;
  close(): Promise<void>;
}

/** Starts a world. Every subscriber it gave is closed with it. */
export async function startWorld(options: WorldOptions = {}): Promise<World> {
  const own = await startDatabase({ url: options.databaseUrl });
  const { database } = own;
  const clock = new MoveableClock(options.now ?? '2026-03-18T12:00:00+03:00');
  const app = await createApp({ config: configFor(own.url, options.config), clock, log: options.log });
  const endpoint = new URL('/graphql', app.url);
  const subscribers = new Set<Subscriber<unknown>>();
  const nouns = new Nouns(database);
  const visitor = (token: string): Visitor => {
    const headers = { authorization: `Bearer ${token}` };
    const ask = <Answer>(query: string, variables?: Data) =>
      askOverHttp<Answer>(endpoint.href, query, variables, headers);
    return {
      token,
      ask,
      refused: (query, variables) => refusal(ask(query, variables)),
      subscribe: <Answer>(query: string, variables?: Data) => {
        const subscriber = subscribeOverWebSocket<Answer>(
          endpoint.href.replace(/^http/, 'ws'),
          query,
          variables,
          token,
        );
        subscribers.add(subscriber);
        return subscriber;
      },
    };
  };
  const director = visitor(await issueToken(database.owner, 'director'));
  const { ask } = director;
  const people = { ask, ...surroundings(database, nouns) };
  return Object.assign(nouns, {
    url: app.url,
    databaseUrl: own.url,
    clock,
    database,
    ...director,
    enters: async (role: Role, options?: TokenOptions) => visitor(await issueToken(database.owner, role, options)),
    manager: async (name: string, about: { team?: Named; territory?: Named } = {}) =>
      new Person(await nouns.employee(name, about), people),
    roll: () => roll(database.owner),
    close: async () => {
      await Promise.all([...subscribers].map((subscriber) => subscriber.close()));
      await app.close();
      await own.close();
    },
  });
}

/** The server's own defaults, whatever the environment says, on a port of the system's choice. */
function configFor(databaseUrl: string, more: Partial<Config> = {}): Config {
  return { ...readConfig({}), port: 0, databaseUrl, demo: false, logLevel: 'silent', poolSize: 8, ...more };
}

/** What people find around them. */
function surroundings(database: Database, nouns: Nouns) {
  let somebody: Promise<Named> | undefined;
  return {
    anyClient: () => (somebody ??= nouns.client()),
    stageOf: async (pipelineId: string | undefined, name: string): Promise<Named> => {
      const [stage] = await database.owner.query<Named>(sql`/* fixture */ select id, name from stage
        where name = ${name} and (${pipelineId ?? null}::bigint is null or pipeline_id = ${pipelineId ?? null}) order by id limit 1`);
      if (!stage) throw new Error(`there is no stage «${name}»`);
      return stage;
    },
  };
}
