import type { Person } from '../world/person.ts';
import { startWorld, type Visitor, type World } from '../world/world.ts';
import { type Client, does } from './client-desk.ts';

/** Two departments that know nothing of each other's clients, and the house around them. */
export interface ClientOffice {
  world: World;
  olga: Person;
  pavel: Person;
  /** Ольга of the first department and Павел of the other */
  manager: Visitor;
  other: Visitor;
  analyst: Visitor;
  /** of the first department */
  assistant: Visitor;
  add(input: object, who?: Pick<Visitor, 'ask' | 'refused'>): Promise<Client>;
}

export async function startClientOffice(): Promise<ClientOffice> {
  const world = await startWorld();
  await world.pipeline();
  const first = await world.team('Первая', { department: await world.department('Продажи') });
  const second = await world.team('Вторая', { department: await world.department('Опт') });
  const [olga, pavel] = [await world.manager('Ольга', { team: first }), await world.manager('Павел', { team: second })];
  return {
    ...{ world, olga, pavel },
    manager: await world.enters('manager', { employee: olga }),
    other: await world.enters('manager', { employee: pavel }),
    analyst: await world.enters('analyst'),
    assistant: await world.enters('assistant', { employee: await world.employee('Анна', { team: first }) }),
    add: (input, who = world) => does(who, 'addClient', { ...input }),
  };
}
