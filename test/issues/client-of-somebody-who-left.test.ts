import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { sql } from '../../server/src/lib/sql.ts';
import { startWorld } from '../world/world.ts';

/** A client could be given to an employee who had left: nobody would have looked after it. */
test('a client is given only to somebody who works here', async () => {
  const world = await startWorld();
  try {
    const client = await world.client();
    const [left, here] = [await world.employee('Ушла'), await world.employee('Здесь')];
    await world.database.owner.query(sql`update employee set ended_at = now() where id = ${left.id}`);
    const amend = 'mutation ($input: AmendClientInput!) { amendClient(input: $input) { owner { id } } }';
    const input = (owner: { id: string }) => ({
      key: randomUUID(),
      clientId: client.id,
      version: 1,
      ownerId: owner.id,
    });
    expect(await world.refused(amend, { input: input(left) })).toMatchObject({
      refusal: 'EMPLOYEE_LEFT',
      field: 'input.ownerId',
    });
    expect(await world.ask(amend, { input: input(here) })).toEqual({ amendClient: { owner: { id: here.id } } });
  } finally {
    await world.close();
  }
});
