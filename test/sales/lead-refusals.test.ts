import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Named } from '../world/nouns.ts';
import { startWorld, type World } from '../world/world.ts';
import { addLead, does, isRefused, type Lead, readLead } from './work-desk.ts';

let world: World;
let team: Named;
let anna: Named;
beforeAll(async () => {
  world = await startWorld();
  team = await world.team('Первая', { department: await world.department() });
  anna = await world.employee('Анна', { team });
});
afterAll(() => world.close());

describe('refuses, naming the field', () => {
  test.each([
    ['addLead', { name: ' ' }, 'input.name'],
    ['addLead', { name: 'x'.repeat(301) }, 'input.name'],
    ['addLead', { name: 'Иван', phone: '12' }, 'input.phone'],
    ['addLead', { name: 'Иван', email: 'nobody' }, 'input.email'],
    ['addLead', { name: 'Иван', arrivedAt: '2026-03-19T00:00:00Z' }, 'input.arrivedAt'],
    ['addLead', { name: 'Иван', externalId: '' }, 'input.externalId'],
  ])('%s %j', async (verb, input, field) => {
    world.clock.set('2026-03-18T12:00:00+03:00');
    expect(await isRefused(world, verb, input)).toMatchObject({ code: 'BAD_USER_INPUT', field });
  });

  test.each(['sourceId', 'campaignId', 'firstSourceId', 'territoryId', 'segmentId', 'clientId', 'employeeId'])(
    'addLead of an unknown %s',
    async (name) => {
      expect(await isRefused(world, 'addLead', { name: 'Иван', [name]: '999999' })).toMatchObject({
        ...{ code: 'NOT_FOUND', field: `input.${name}` },
      });
    },
  );

  test.each(['answerLead', 'qualifyLead', 'rejectLead', 'convertLead'])(
    '%s before it arrived or in the future',
    async (verb) => {
      world.clock.set('2026-03-18T12:00:00+03:00');
      const lead = await addLead(world, { employeeId: anna.id });
      const reason = verb === 'rejectLead' ? { reason: 'SPAM' } : {};
      for (const at of ['2026-03-18T11:59:00+03:00', '2026-03-18T12:01:00+03:00']) {
        const refused = await isRefused(world, verb, { id: lead.id, at, ...reason });
        expect(refused, at).toMatchObject({ code: 'BAD_USER_INPUT', field: 'input.at' });
      }
      expect(await readLead(world, lead.id)).toMatchObject({ version: 1 });
    },
  );

  test('a rejection for another reason without saying which', async () => {
    const lead = await addLead(world);
    expect(await isRefused(world, 'rejectLead', { id: lead.id, reason: 'OTHER' })).toMatchObject({
      field: 'input.note',
    });
    await does(world, 'rejectLead', { id: lead.id, reason: 'OTHER', note: 'Шутка' });
  });

  test('whoever is not there, or has left', async () => {
    const gone = await world.employee('Ушедшая', { team });
    await world.database.owner.query({
      text: '/* leave */ update employee set ended_at = now() where id = $1',
      values: [gone.id],
    });
    const lead = await addLead(world);
    expect(await isRefused(world, 'assignLead', { id: lead.id, employeeId: gone.id })).toMatchObject({
      ...{ refusal: 'ENDED', field: 'input.employeeId' },
    });
    expect(await isRefused(world, 'answerLead', { id: '999999' })).toMatchObject({
      code: 'NOT_FOUND',
      field: 'input.id',
    });
  });

  test.each(['analyst', 'screen', 'service_agent', 'marketer'] as const)('verbs by a %s', async (role) => {
    const lead = await addLead(world);
    const asker = await world.enters(
      role,
      role === 'screen' ? {} : { employee: await world.employee(`Кто-то ${role}`) },
    );
    for (const verb of ['answerLead', 'qualifyLead', 'reopenLead', 'convertLead', 'endLead', 'amendLead'])
      expect(await isRefused(asker, verb, { id: lead.id }), verb).toMatchObject({ code: 'FORBIDDEN' });
  });
});

test('every verb is done once per key, at the version that was seen', async () => {
  const twice = async (verb: string, input: Record<string, unknown>): Promise<Lead> => {
    const call = { key: `once ${verb}`, ...input };
    const first = await does<Lead>(world, verb, call);
    expect(await does<Lead>(world, verb, call), verb).toEqual(first);
    return first;
  };
  const { id } = await twice('addLead', { name: 'Пётр', externalId: 'crm-7' });
  expect(await isRefused(world, 'addLead', { name: 'Пётр', externalId: 'crm-7' })).toMatchObject({
    ...{ refusal: 'EXTERNAL_ID_TAKEN', field: 'input.externalId' },
  });
  await twice('amendLead', { id, version: 1, company: 'Лес' });
  await twice('assignLead', { id, employeeId: anna.id });
  await twice('answerLead', { id, version: 3 });
  expect(await isRefused(world, 'qualifyLead', { id, version: 3 })).toMatchObject({ code: 'CONFLICT', version: 4 });
  await twice('qualifyLead', { id });
  await twice('rejectLead', { id, reason: 'DUPLICATE' });
  await twice('reopenLead', { id });
  const converted = await twice('endLead', { id });
  expect(converted.version).toBe(8);
  const [one, two] = await Promise.all([addLead(world, { key: 'both' }), addLead(world, { key: 'both' })]);
  expect(one).toEqual(two);
});
