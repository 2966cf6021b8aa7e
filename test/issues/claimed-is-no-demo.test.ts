import { afterAll, beforeAll, expect, test } from 'vitest';
import { sql } from '../../server/src/lib/sql.ts';
import { startWorld, type World } from '../world/world.ts';

// A department that had been set up, and nothing else, became the demo by a restart that forgot DEMO=0: anybody came in as its director.

let world: World;
beforeAll(async () => {
  world = await startWorld();
  await world.database.owner.query(sql`/* fixture */ insert into account (name, login, role, created_at)
    values ('Босс', 'boss', 'director', now())`);
});
afterAll(() => world?.close());

test('whoever has set up a department keeps it', async () => {
  const again = await startWorld({ databaseUrl: world.databaseUrl, config: { demo: true, demoSpeed: 0 } });
  expect(await again.ask('{ settings { demo } clients { totalCount } }')).toEqual({
    settings: { demo: false },
    clients: { totalCount: 0 },
  });
  await again.close();
}, 60_000);
