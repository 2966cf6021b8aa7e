import { fenced } from '../access/fence.ts';
import type { Context } from '../context.ts';
import type { Transaction } from '../database/database.ts';
import { sql } from '../lib/sql.ts';
import { contactFence } from '../sales/contacts/contact.rules.ts';
import type { Client } from './clients.ts';
import { externalId, keyOf } from './nouns.ts';
import { Random } from './random.ts';
import type { DemoWorld } from './world.ts';

/** Somebody to talk to at a client. */
export interface DemoContact {
  key: string;
  client: string;
  name: string;
  position: string;
  decides: boolean;
  phone: string | null;
  email: string | null;
}

const men = ['Алексей', 'Виктор', 'Глеб', 'Денис', 'Игорь', 'Кирилл', 'Максим', 'Олег', 'Роман', 'Тимур'];
const women = ['Алла', 'Вера', 'Галина', 'Дарья', 'Инна', 'Ксения', 'Мария', 'Оксана', 'Римма', 'Юлия'];
const surnames = ['Агеев', 'Быков', 'Воронин', 'Грачёв', 'Дёмин', 'Зимин', 'Комаров', 'Лосев', 'Рыбин', 'Снегирёв'];
const deciding = ['Директор', 'Владелец', 'Коммерческий директор', 'Управляющий'];
const working = ['Менеджер по закупкам', 'Бухгалтер', 'Инженер', 'Заведующий складом', 'Администратор'];

/** The name of somebody who works somewhere. */
export function inventPerson(random: Random): string {
  const woman = random.chance(0.5);
  return `${random.pick(woman ? women : men)} ${random.pick(surnames)}${woman ? 'а' : ''}`;
}

/** One to three people a client: one who decides, and whoever one usually talks to. None of the numbers and addresses can exist. */
export function inventContacts(seed: number, client: Client): DemoContact[] {
  const random = new Random(seed, 'contacts', client.key);
  return Array.from({ length: random.whole(1, 3) }, (_, i): DemoContact => {
    const name = inventPerson(random);
    const decides = i === 0;
    // no country has numbers that go on with 000, and nobody may register a name under .example
    const phone = `+7000${String(random.whole(0, 9_999_999)).padStart(7, '0')}`;
    return {
      ...{ key: `${client.key}-contact-${i + 1}`, client: client.key, name, decides },
      position: random.pick(decides ? deciding : working),
      phone: random.chance(0.9) ? phone : null,
      email: random.chance(0.7) ? `${decides ? 'director' : 'office'}${i + 1}@${client.key}.example` : null,
    };
  });
}

/** The ids of the contacts of each client, by its key. */
export function readContacts(tx: Transaction, ctx: Context): Promise<Map<string, string[]>> {
  return fenced(tx, ctx, { fence: contactFence }, async () => {
    const rows = await tx.query<{
      id: string;
      client: string;
    }>(sql`/* demo-contacts */ select k.id, c.external_id as client
      from contact k join client c on c.id = k.client_id where k.external_id like ${externalId('%')} order by k.id`);
    const byClient = Map.groupBy(rows, ({ client }) => keyOf(client) ?? '');
    return new Map([...byClient].map(([client, contacts]) => [client, contacts.map(({ id }) => id)]));
  });
}

/** Writes the contacts of all clients, which must be there already. */
export function writeContacts(tx: Transaction, ctx: Context, { seed, clients }: DemoWorld): Promise<void> {
  // those of clients that nobody has heard of yet find no client
  const all = clients.flatMap((client) => inventContacts(seed, client));
  const column = <Value>(pick: (contact: DemoContact) => Value) => all.map(pick);
  return fenced(tx, ctx, { fence: contactFence, write: 'addContact' }, async () => {
    await tx.query(sql`/* demo-contacts */ insert into contact (client_id, name, position, decision_maker, phone, email, external_id)
      select c.id, n.name, n.position, n.decides, n.phone, n.email, n.external_id from unnest(
        ${column((c) => externalId(c.client))}::text[], ${column((c) => c.name)}::text[], ${column((c) => c.position)}::text[],
        ${column((c) => c.decides)}::boolean[], ${column((c) => c.phone)}::text[], ${column((c) => c.email)}::text[],
        ${column((c) => externalId(c.key))}::text[]) as n(client, name, position, decides, phone, email, external_id)
      join client c on c.external_id = n.client`);
  });
}
