import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Named } from '../world/nouns.ts';
import { adds, does, type Office, openOffice } from './contacts-office.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
  await office.world.pipeline();
});
afterAll(() => office?.close());

interface Answer {
  kpis: { rows: { client: { name: string; contacts: { name: string }[] } | null }[] };
}
const question = (by?: {
  id: string;
}) => `subscription { kpis(period: { named: ALL }, by: [CLIENT]${by ? `, where: { employee: ["${by.id}"] }` : ''}) {
  rows { client { name contacts { name } } revenue { value } pipelineDeals { value } } } }`;

test('two who ask the same live never get each other’s contacts, and an erased one is gone at once', async () => {
  const { world, clients, olga, pavel } = office;
  for (const [client, owner] of [
    [clients.olgas, olga],
    [clients.pavels, pavel],
  ] as const) {
    await adds(world, client, { name: `Контакт ${client.name}` });
    await does(world, 'openDeal', { clientId: client.id, ownerId: owner.id, amount: 5 }, '{ id }');
  }
  const told = ({ kpis }: Answer) =>
    kpis.rows.flatMap(({ client }) => client?.contacts.map(({ name }) => name) ?? []).toSorted();
  const watching = async (role: 'director' | 'manager', employee?: Named, about = employee) => {
    const visitor = await world.enters(role, { employee });
    const subscriber = visitor.subscribe<Answer>(question(about));
    return { subscriber, first: told(await subscriber.next()) };
  };
  const director = await watching('director');
  expect(director.first).toEqual(['Контакт ООО «Василёк»', 'Контакт ООО «Ромашка»']);
  expect((await watching('director', undefined, olga)).first).toEqual(['Контакт ООО «Ромашка»']);
  expect((await watching('manager', olga)).first).toEqual(['Контакт ООО «Ромашка»']);
  // a deal of his with her client: he is told of the client, and not who works there
  await does(world, 'openDeal', { clientId: clients.olgas.id, ownerId: pavel.id, amount: 5 }, '{ id }');
  expect((await watching('director', undefined, pavel)).first).toEqual([
    'Контакт ООО «Василёк»',
    'Контакт ООО «Ромашка»',
  ]);
  expect((await watching('manager', pavel)).first, 'the same question, other eyes').toEqual(['Контакт ООО «Василёк»']);

  const { client } = await world.ask<{ client: { contacts: { id: string }[] } }>(
    `{ client(id: "${clients.olgas.id}") { contacts { id } } }`,
  );
  await does(world, 'eraseContact', { id: client.contacts[0]?.id }, '{ name }');
  const after = await director.subscriber.next((answer) => !told(answer).includes('Контакт ООО «Ромашка»'));
  expect(told(after)).toContain(`Контакт №${client.contacts[0]?.id}`);
  expect((await watching('director')).first, 'nor from what was kept ready').not.toContain('Контакт ООО «Ромашка»');
});
