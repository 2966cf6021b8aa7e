import { afterAll, beforeAll, expect, test } from 'vitest';
import { sql } from '../../server/src/lib/sql.ts';
import { atOnce } from './matrix-askers.ts';
import { Comparison } from './matrix-report.ts';
import { type MatrixWorld, type Onlooker, startMatrixWorld } from './matrix-world.ts';
import { seesClient, seesContact, seesDeal } from './oracle-rows.ts';
import { mayExport } from './oracle-verbs.ts';

let matrix: MatrixWorld;
beforeAll(async () => {
  matrix = await startMatrixWorld();
});
afterAll(() => matrix.close());

/** What leaves the house for somebody: the status, and the ids in the first column. */
async function exported(name: string, token: string | null): Promise<{ status: number; ids: string[] }> {
  const headers = token === null ? undefined : { authorization: `Bearer ${token}` };
  const response = await fetch(`${matrix.world.url}/export/${name}.csv`, { headers });
  const [, ...lines] = (await response.text()).split('\r\n');
  if (response.status !== 200) return { status: response.status, ids: [] };
  return { status: 200, ids: lines.filter((line) => line !== '').map((line) => line.split(/[;,]/)[0] ?? '') };
}

/** By noun: the rows, and which of them somebody may take along. */
function takings({ eyes }: Onlooker) {
  const { deals, clients, contacts } = matrix;
  const known = clients.map((client) => ({ ...client, id: contacts.get(client.id) ?? '' }));
  return {
    deals: { rows: deals, taken: deals.filter((deal) => mayExport(eyes, 'Deal', deal) && seesDeal(eyes, deal)) },
    clients: {
      rows: clients,
      taken: clients.filter((client) => mayExport(eyes, 'Client', client) && seesClient(eyes, client)),
    },
    contacts: {
      rows: known,
      taken: known.filter((client) => mayExport(eyes, 'Contact', client) && seesContact(eyes, client)),
    },
  };
}

test('what is taken along is what the oracle says, and each time is on record', async () => {
  const cases = new Comparison();
  let records = 0;
  await atOnce(6, matrix.onlookers, async (onlooker) => {
    for (const [name, { rows, taken }] of Object.entries(takings(onlooker))) {
      const { status, ids } = await exported(name, onlooker.token);
      if (status === 200) records += 1;
      cases.is(`${onlooker.name}, ${name}.csv`, status, taken.length > 0 ? 200 : 403);
      cases.sets(
        `${onlooker.name}, ${name}.csv`,
        ids,
        taken.map(({ id }) => id),
        rows.map(({ id }) => id),
      );
    }
  });
  console.log(`${cases.cases} cases of exports`);
  expect(cases.differences).toEqual([]);
  const [entries] = await matrix.world.database.owner.query<{ count: string }>(
    sql`/* raw-audit */ select count(*) from audit_entry where action like 'export%'`,
  );
  expect(Number(entries?.count)).toBe(records);
});

test('nobody takes anything along', async () => {
  for (const name of ['clients', 'deals', 'contacts']) expect((await exported(name, null)).status).toBe(401);
});
