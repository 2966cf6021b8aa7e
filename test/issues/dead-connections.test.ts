import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDatabase } from '../../server/src/database/database.ts';
import { migrate } from '../../server/src/database/migrate.ts';
import { sql } from '../../server/src/lib/sql.ts';
import { startDatabase, type TestDatabase } from '../world/database.ts';

let own: TestDatabase;
beforeAll(async () => {
  own = await startDatabase();
});
afterAll(() => own?.close());

/** A way to the database on which all that goes on can be made to vanish, without anybody being told. */
async function wayTo(url: string) {
  const target = new URL(url);
  const port = Number(target.port);
  const lines = new Set<{ dead: boolean; socket: Socket }>();
  const server = createServer((socket) => {
    const line = { dead: false, socket };
    const far = connect(port, target.hostname);
    lines.add(line);
    socket.on('data', (data) => line.dead || far.write(data)).on('error', () => undefined);
    far.on('data', (data) => line.dead || socket.write(data)).on('error', () => undefined);
    socket.on('close', () => far.destroy());
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  target.port = String((server.address() as AddressInfo).port);
  return {
    url: target.href,
    vanish: () => {
      for (const line of lines) line.dead = true;
    },
    close: () => {
      for (const { socket } of lines) socket.destroy();
      server.close();
    },
  };
}

test('a question on a connection that has silently died fails and the next one gets through', async () => {
  const way = await wayTo(own.url);
  const database = openDatabase(way.url, 2, () => undefined, { answer: 500, connect: 5_000 });
  try {
    await database.app.query(sql`select 1`);
    way.vanish();
    await expect(database.app.query(sql`select 1`)).rejects.toThrow(/timeout/);
    expect(await database.app.query(sql`select 2 as n`)).toEqual([{ n: 2 }]);
    await database.app.transaction((tx) => tx.query(sql`select 1`));
    way.vanish();
    await expect(database.app.transaction((tx) => tx.query(sql`select 1`))).rejects.toThrow(/timeout/);
    expect(await database.app.transaction((tx) => tx.query(sql`select 2 as n`))).toEqual([{ n: 2 }]);
  } finally {
    await database.close();
    way.close();
  }
});

test('a database that cannot be reached at the start is told in one line', async () => {
  const line = /^The database at 127\.0\.0\.1:1 cannot be used: .+$/;
  await expect(migrate('postgres://someone:secret@127.0.0.1:1/nowhere')).rejects.toThrow(line);
  const nowhere = new URL(own.url);
  nowhere.pathname = '/nowhere';
  await expect(migrate(nowhere.href)).rejects.toThrow(
    /^The database at .+ cannot be used: database "nowhere" does not exist$/,
  );
});
