import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { verb } from '../access/people.ts';
import { startWorld, type World } from '../world/world.ts';

// Somebody without an employee gave clients, deals and contacts away, and nothing told who.

let world: World;
beforeAll(async () => {
  world = await startWorld();
  await world.pipeline();
});
afterAll(() => world?.close());

test('who had the client base in hand stands in the audit log', async () => {
  const [olga, boris] = [await world.manager('Ольга'), await world.manager('Борис')];
  const client = await world.client('ООО «Клиент»');
  const deal = await olga.opens({ client });
  await olga.gives(deal, boris);
  await verb(world, 'amendClient', { clientId: client.id, version: 1, ownerId: boris.id });
  const contact = await verb(world, 'addContact', { clientId: client.id, name: 'Пётр', phone: '+7 912 345-67-89' });
  const contactId = String(contact.done.id);
  const key = randomUUID();
  for (let i = 0; i < 2; i += 1)
    await verb(world, 'amendContact', { key, contactId, version: 1, phone: '+7 912 345-67-80' });
  await verb(world, 'endContact', { contactId, version: 2 });
  const { audit } = await world.ask<{ audit: { nodes: { action: string; subjectId: string }[] } }>(
    '{ audit(first: 10) { nodes { action subject subjectId from } } }',
  );
  expect(audit.nodes.toReversed()).toMatchObject([
    { action: 'reassignDeal', subject: 'Deal', subjectId: deal.id },
    { action: 'amendClient', subject: 'Client', subjectId: client.id },
    { action: 'addContact', subject: 'Contact', subjectId: contactId },
    { action: 'amendContact', subject: 'Contact', subjectId: contactId },
    { action: 'endContact', subject: 'Contact', subjectId: contactId },
  ]);
});
