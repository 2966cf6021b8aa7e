import { randomUUID } from 'node:crypto';
import { vi } from 'vitest';
import { addCredential } from '../../server/src/access/credential.ts';
import { newSecret } from '../../server/src/access/secret.ts';
import { type Fragment, sql } from '../../server/src/lib/sql.ts';
import type { Named } from '../world/nouns.ts';
import type { Person } from '../world/person.ts';
import { startWorld, type World } from '../world/world.ts';
import type { Post } from './oracle.ts';
import { type Heard, RightsSocket } from './rights-socket.ts';

/** so long a change of rights may take to be felt */
const soon = { timeout: 5_000, interval: 20 };

/** Somebody with an account, connected to both servers. */
export interface Connected {
  account: string;
  token: string;
  sockets: RightsSocket[];
}

/** Two servers on one database, two departments with somebody who sells in each. */
export interface RightsWorld {
  world: World;
  /** the other server */
  beside: World;
  departments: [Named, Named];
  teams: [Named, Named];
  olga: Person;
  boris: Person;
  connected(role: Post, employee?: Named | null): Promise<Connected>;
  /** A change straight in the tables, of which no server is told. */
  changes(statement: Fragment): Promise<void>;
  /** Somebody new of a team, so that no other test has their account. */
  newcomer(team: Named): Promise<Person>;
  /** Hangs up every socket there is. */
  hangUp(): void;
  close(): Promise<void>;
}

/** Waits until something holds, for as long as a change of rights may take. */
export function soonEnough(holds: () => void | Promise<void>, interval = soon.interval): Promise<void> {
  return vi.waitFor(holds, { ...soon, interval });
}

/** What an operation failed with. */
export function failure(heard: Heard<unknown>): string | undefined {
  return heard.failed?.[0]?.code;
}

export async function startRightsWorld(): Promise<RightsWorld> {
  const world = await startWorld();
  const beside = await startWorld({ databaseUrl: world.databaseUrl });
  const { owner } = world.database;
  await world.pipeline();
  const departments: [Named, Named] = [await world.department('Розница'), await world.department('Опт')];
  const teams: [Named, Named] = [
    await world.team('Север', { department: departments[0] }),
    await world.team('Запад', { department: departments[1] }),
  ];
  const open: RightsSocket[] = [];
  return {
    ...{ world, beside, departments, teams },
    olga: await world.manager('Ольга', { team: teams[0] }),
    boris: await world.manager('Борис', { team: teams[1] }),
    connected: async (role, employee = null) => {
      const [account] = await owner.query<{
        id: string;
      }>(sql`/* fixture */ insert into account (name, login, role, employee_id, created_at)
        values ('Кто-то', ${randomUUID()}, ${role}, ${employee?.id ?? null}, now()) returning id`);
      const accountId = account?.id ?? '';
      const token = newSecret();
      await addCredential(owner, token, { kind: 'token', accountId, name: 'own', createdBy: 'test' }, new Date());
      const sockets = await Promise.all([world, beside].map(({ url }) => RightsSocket.open(url, token)));
      open.push(...sockets);
      return { account: accountId, token, sockets };
    },
    changes: async (statement) => void (await owner.query(statement)),
    newcomer: (team) => world.manager(`Новый ${randomUUID()}`, { team }),
    hangUp: () => {
      for (const socket of open.splice(0)) socket.hangUp();
    },
    close: async () => {
      await beside.close();
      await world.close();
    },
  };
}
