import { addCredential } from '../../server/src/access/credential.ts';
import { newSecret } from '../../server/src/access/secret.ts';
import { sql } from '../../server/src/lib/sql.ts';
import type { Named, Pipeline } from '../world/nouns.ts';
import type { Person } from '../world/person.ts';
import { startWorld, type World, type WorldOptions } from '../world/world.ts';
import { type Eyes, type Post, people, posts } from './oracle.ts';
import type { RawClient, RawDeal } from './oracle-rows.ts';

/** Where those who look work: in the first department, in the second, in no team, nowhere. */
const places = ['first', 'second', 'teamless', 'nobody'] as const;
export type Place = (typeof places)[number];

/** Somebody who looks, as the oracle knows them, with what lets them in. */
export interface Onlooker {
  name: string;
  place: Place;
  eyes: Eyes;
  token: string;
}

export interface MatrixWorld {
  world: World;
  pipeline: Pipeline;
  product: Named;
  onlookers: Onlooker[];
  deals: RawDeal[];
  clients: RawClient[];
  /** by client: somebody to talk to there */
  contacts: ReadonlyMap<string, string>;
  /** by department: somebody who sells there and looks at nothing */
  colleagues: Record<'first' | 'second', Person>;
  close(): Promise<void>;
}

/** Everybody who could look: every role in every place, and once more with a credential that may only read. */
export async function everyOnlooker(world: World, staff: Staff): Promise<Onlooker[]> {
  const found: Onlooker[] = [];
  for (const role of posts) {
    const sorts = [...places.map((place) => ({ place, readOnly: false })), { place: 'first' as const, readOnly: true }];
    for (const { place, readOnly } of sorts) {
      const person = place === 'nobody' ? undefined : staff.people.get(`${role} ${place}`);
      // who works in the first department has an account, the others a token of their own
      const account = place === 'first' && !readOnly ? await accountOf(world, role, person) : null;
      const token = account
        ? await tokenOf(world, account)
        : (await world.enters(role, { employee: person, readOnly })).token;
      const department = place === 'first' || place === 'second' ? staff[place].id : null;
      const eyes = { role, employee: person?.id ?? null, department, account, readOnly };
      found.push({ name: `${role}, ${place}${readOnly ? ', read-only' : ''}`, place, eyes, token });
    }
  }
  return found;
}

/** Somebody who can sign in; null for machines, who cannot. */
async function accountOf({ database }: World, role: Post, person?: Named): Promise<string | null> {
  if (!people.includes(role)) return null;
  const [account] = await database.owner.query<{ id: string }>(sql`/* fixture */ insert into account
    (name, login, role, employee_id, created_at) values (${role}, ${role}, ${role}, ${person?.id ?? null}, now()) returning id`);
  return account?.id ?? null;
}

/** A token of an account's own: as much as its owner. */
async function tokenOf({ database }: World, accountId: string): Promise<string> {
  const secret = newSecret();
  await addCredential(database.owner, secret, { kind: 'token', accountId, name: 'own', createdBy: 'test' }, new Date());
  return secret;
}

export interface Staff {
  first: Named;
  second: Named;
  people: Map<string, Person>;
}

/** Two departments of two teams and one, and people of every role in both and in none. */
async function hire(world: World): Promise<Staff> {
  const first = await world.department('Розница');
  const second = await world.department('Опт');
  const teams = {
    first: await world.team('Север', { department: first }),
    second: await world.team('Запад', { department: second }),
    teamless: undefined,
  };
  const people = new Map<string, Person>();
  for (const role of posts) {
    for (const place of ['first', 'second', 'teamless'] as const)
      people.set(`${role} ${place}`, await world.manager(`${role} ${place}`, { team: teams[place] }));
  }
  const south = await world.team('Юг', { department: first });
  people.set('colleague first', await world.manager('Коллега первых', { team: south }));
  people.set('colleague second', await world.manager('Коллега вторых', { team: teams.second }));
  return { first, second, people };
}

/** Starts the department the matrix is asked of: deals and clients of everybody and of nobody, open, won, lost and handed over. */
export async function startMatrixWorld(options: WorldOptions = {}): Promise<MatrixWorld> {
  const world = await startWorld(options);
  const pipeline = await world.pipeline();
  const product = await world.product('Кровать', { price: 1_000_00, cost: 600_00 });
  const staff = await hire(world);
  await trade(world, staff, product);
  await waitingScreen(world);
  const clients = await rawClients(world);
  const contacts = new Map<string, string>();
  for (const { id } of clients) contacts.set(id, await addContact(world, id));
  const colleague = (place: 'first' | 'second') => staff.people.get(`colleague ${place}`) as Person;
  return {
    ...{ world, pipeline, product },
    onlookers: await everyOnlooker(world, staff),
    deals: await rawDeals(world),
    ...{ clients, contacts },
    colleagues: { first: colleague('first'), second: colleague('second') },
    close: () => world.close(),
  };
}

/** what nobody is shown unmasked who does not ask for it by name */
export const phone = '+79161234567';

/** A contact of a client, straight into the table; gives its id. */
export async function addContact({ database }: World, clientId: string): Promise<string> {
  const [contact] = await database.owner.query<{ id: string }>(sql`/* fixture */ insert into contact
    (client_id, name, phone, email) values (${clientId}, 'Пётр', ${phone}, 'petr@example.org') returning id`);
  if (!contact) throw new Error('no contact was added');
  return contact.id;
}

/** A screen that shows a code. */
async function waitingScreen({ database, clock }: World): Promise<void> {
  const [now, later] = [clock.now(), new Date(clock.now().getTime() + 86_400_000)];
  await database.owner.query(sql`/* fixture */ insert into pairing (device_hash, user_code, asked_from, browser, created_at, expires_at)
    values (sha256('device'::bytea), 'BCDFGH', '127.0.0.1', 'test', ${now}, ${later})`);
}

/** Whoever sells, leads or keeps papers has clients and deals here. */
const trading = ['manager', 'representative', 'head_of_sales', 'assistant', 'colleague'];

async function trade(world: World, { people }: Staff, product: Named): Promise<void> {
  const traders = [...people]
    .filter(([name]) => trading.includes(name.split(' ')[0] ?? ''))
    .map(([, person]) => person);
  const nobodys = await world.client('Ничей');
  const lines = [{ product, quantity: 2 }];
  let turn = 0;
  for (const person of traders) {
    const client = await world.client(`Клиент: ${person.name}`, { owner: person });
    const deal = await person.opens({ client, lines, externalId: `crm-${person.id}` });
    if (turn % 3 === 1) await person.wins(deal);
    if (turn % 3 === 2) await person.loses(deal, 'дорого');
    // their neighbour sells to the same client, and to nobody's
    const neighbour = traders[(turn + 1) % traders.length] as Person;
    if (turn % 2 === 0) await neighbour.opens({ client, amount: 100 });
    if (turn % 4 === 3) await person.opens({ client: nobodys, amount: 50 });
    turn += 1;
  }
  const [one, two] = traders as [Person, Person];
  const given = await one.opens({ client: await world.client('Переданный', { owner: one }), amount: 10 });
  await one.gives(given, two);
  await openNobodys(world, nobodys);
  await world.client('Ничей без сделок');
}

/** A deal of nobody: the department's own, asked for by somebody who sells nothing. */
export async function openNobodys(world: World, client: Named): Promise<string> {
  const query = 'mutation Open($input: OpenDealInput!) { openDeal(input: $input) { id } }';
  const input = { key: `nobodys-${client.id}-${Math.random()}`, clientId: client.id };
  const { openDeal } = await world.ask<{ openDeal: { id: string } }>(query, { input });
  return openDeal.id;
}

/** All deals, read past everything. */
export async function rawDeals({ database }: World): Promise<RawDeal[]> {
  return database.owner.query<RawDeal>(sql`/* raw-deals */ select id, owner_id as owner, department_id as department,
    client_id as client, external_id as "externalId", status, version from deal order by id`);
}

/** All clients, read past everything. */
export async function rawClients({ database }: World): Promise<RawClient[]> {
  const { owner } = database;
  const clients = await owner.query<Omit<RawClient, 'department' | 'dealers'>>(
    sql`/* raw-clients */ select id, owner_id as owner, version from client order by id`,
  );
  const deals = await owner.query<{ client: string; owner: string | null }>(
    sql`/* raw-dealers */ select client_id as client, owner_id as owner from deal`,
  );
  const employees = await owner.query<{ id: string; team: string | null }>(
    sql`/* raw-employees */ select id, team_id as team from employee`,
  );
  const teams = await owner.query<{ id: string; department: string | null }>(
    sql`/* raw-teams */ select id, department_id as department from team`,
  );
  return clients.map((client) => {
    const team = employees.find(({ id }) => id === client.owner)?.team;
    return {
      ...client,
      department: teams.find(({ id }) => id === team)?.department ?? null,
      dealers: deals.filter((deal) => deal.client === client.id).flatMap(({ owner: dealer }) => dealer ?? []),
    };
  });
}
