import { randomUUID } from 'node:crypto';
import pino from 'pino';
import { type Standing, systemViewer, type Viewer } from '../../server/src/access/viewer.ts';
import { makeContext } from '../../server/src/app-context.ts';
import type { Context } from '../../server/src/context.ts';
import type { Named } from '../world/nouns.ts';
import { startWorld, type Visitor, type World, type WorldOptions } from '../world/world.ts';

/** Two departments that sell, with a client each and one that is nobody's yet. */
export interface Office {
  world: World;
  north: Named;
  south: Named;
  olga: Named;
  pavel: Named;
  boss: Named;
  /** by whose they are */
  clients: { olgas: Named; pavels: Named; nobodys: Named };
  close(): Promise<void>;
}

export async function openOffice(options: WorldOptions = {}): Promise<Office> {
  const world = await startWorld(options);
  const [north, south] = [await world.department('Север'), await world.department('Юг')];
  const northern = await world.team('Первая', { department: north });
  const southern = await world.team('Вторая', { department: south });
  const olga = await world.employee('Ольга', { team: northern });
  const pavel = await world.employee('Павел', { team: southern });
  const boss = await world.employee('Нина', { team: northern, position: 'РОП' });
  const clients = {
    olgas: await world.client('ООО «Ромашка»', { owner: olga }),
    pavels: await world.client('ООО «Василёк»', { owner: pavel }),
    nobodys: await world.client('ООО «Сирень»'),
  };
  return { world, north, south, olga, pavel, boss, clients, close: () => world.close() };
}

/** A context of somebody who stands there, on the world's own connections: for what no question asks by itself. */
export function contextOf({ database, clock }: World, standing: Partial<Standing> & Partial<Viewer>): Context {
  const settings = {
    departmentName: '',
    timeZone: 'Europe/Moscow',
    currency: 'RUB',
    activityWindowDays: 365,
    demo: false,
  };
  const around = {
    ...{ database, clock, log: pino({ level: 'silent' }), version: 'test' },
    ...{ settings: () => settings, changed: () => undefined },
  };
  return makeContext(around, { ...systemViewer('test', 'api'), ...standing });
}

export interface ContactTold {
  id: string;
  version: number;
  name: string;
  phone: string | null;
  email: string | null;
}

const addContact = `mutation ($input: AddContactInput!) { addContact(input: $input) { id version name phone email } }`;

/** Notes a contact down as whoever the visitor is. */
export async function adds(
  visitor: Pick<Visitor, 'ask'>,
  client: Named,
  about: { name?: string; phone?: string; email?: string; externalId?: string } = {},
): Promise<ContactTold> {
  const input = { key: randomUUID(), clientId: client.id, name: 'Семён Гиацинтов', ...about };
  return (await visitor.ask<{ addContact: ContactTold }>(addContact, { input })).addContact;
}

/** Any verb of contacts. */
export async function does<Answer>(
  visitor: Pick<Visitor, 'ask'>,
  verb: string,
  input: object,
  answer = '{ id version name phone email endedAt }',
): Promise<Answer> {
  const type = `${verb[0]?.toUpperCase()}${verb.slice(1)}Input!`;
  const query = `mutation ($input: ${type}) { ${verb}(input: $input) ${answer} }`;
  const given = await visitor.ask<Record<string, Answer>>(query, { input: { key: randomUUID(), ...input } });
  return given[verb] as Answer;
}

export const revealed = '{ phone email leftToday contact { id phone } }';
export interface RevealedTold {
  phone: string | null;
  email: string | null;
  leftToday: number;
}
