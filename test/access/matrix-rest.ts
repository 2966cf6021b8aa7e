import { sql } from '../../server/src/lib/sql.ts';
import type { Asker } from './matrix-askers.ts';
import type { Comparison } from './matrix-report.ts';
import { type MatrixWorld, type Onlooker, phone } from './matrix-world.ts';
import { maySee } from './oracle-fields.ts';
import { seesAccount, seesClient, seesContact, seesCredential } from './oracle-rows.ts';

/** Contacts of every client: which are shown, and none unmasked. */
export async function compareContacts(
  { clients, contacts }: MatrixWorld,
  { name, eyes }: Onlooker,
  asker: Asker,
  cases: Comparison,
) {
  if (!maySee(eyes, 'Client', 'contacts') || !maySee(eyes, 'Contact', 'phone')) return;
  const query = '{ clients(first: 500) { nodes { id contacts { id name phone email client { id } } } } }';
  const { data, errors } = await asker.ask(query);
  cases.is(`${name}, contacts refused`, errors, []);
  const page = data?.clients as { nodes: { id: string; contacts: { id: string }[] }[] } | undefined;
  const told = page?.nodes.flatMap((client) => client.contacts.map(({ id }) => id)) ?? [];
  const seen = clients.filter((client) => seesClient(eyes, client) && seesContact(eyes, client));
  cases.sets(
    `${name}, contact`,
    told,
    seen.flatMap(({ id }) => contacts.get(id) ?? []),
    contacts.values(),
  );
  cases.is(`${name}, a whole phone`, JSON.stringify(data).includes(phone.slice(-7)), false);
}

/** Accounts and what lets people in. */
export async function compareAccounts(
  { world }: MatrixWorld,
  { name, eyes }: Onlooker,
  asker: Asker,
  cases: Comparison,
) {
  if (!maySee(eyes, 'Account')) return;
  const { owner } = world.database;
  const accounts = await owner.query<{ id: string }>(sql`/* raw-accounts */ select id from account`);
  const credentials = await owner.query<{ id: string; account: string | null; kind: string }>(
    sql`/* raw-credentials */ select id, account_id as account, kind from credential
      where kind <> 'invitation' or account_id is not null`,
  );
  const query = `{ accounts(first: 500) { totalCount nodes { id } } credentials(first: 500) { totalCount nodes { id } }
    tokens: credentials(first: 500, kind: TOKEN) { totalCount nodes { id } } screens: credentials(first: 500, kind: SCREEN) { totalCount nodes { id } }
    mine: credentials(first: 500, mine: true) { totalCount nodes { id } } viewer { account { id } } }`;
  const { data, errors } = await asker.ask(query);
  cases.is(`${name}, accounts refused`, errors, []);
  const is = (field: string, expected: readonly { id: string }[], whole: readonly { id: string }[]) => {
    const page = data?.[field] as { totalCount: number; nodes: { id: string }[] } | undefined;
    const ids = (rows: readonly { id: string }[]) => rows.map(({ id }) => id);
    cases.sets(`${name}, ${field}`, ids(page?.nodes ?? []), ids(expected), ids(whole));
    cases.is(`${name}, ${field}, totalCount`, page?.totalCount, expected.length);
  };
  const seen = credentials.filter((credential) => seesCredential(eyes, credential));
  is(
    'accounts',
    accounts.filter(({ id }) => seesAccount(eyes, id)),
    accounts,
  );
  is('credentials', seen, credentials);
  is(
    'tokens',
    seen.filter(({ kind }) => kind === 'token'),
    credentials,
  );
  is(
    'screens',
    seen.filter(({ kind }) => kind === 'screen'),
    credentials,
  );
  is(
    'mine',
    seen.filter(({ account }) => account !== null && account === eyes.account),
    credentials,
  );
  const { account } = (data?.viewer ?? {}) as { account?: { id: string } | null };
  cases.is(`${name}, whose account it is`, account?.id ?? null, eyes.account);
}

/** What is in a category of its own: names that hang on a row that is seen are told, whoever's they are. */
export async function compareNames({ world }: MatrixWorld, { name, eyes }: Onlooker, asker: Asker, cases: Comparison) {
  if (!maySee(eyes, 'Deal')) return;
  const rows = await world.database.owner.query<{ id: string; client: string; owner: string | null }>(
    sql`/* raw-names */ select d.id, c.name as client, e.name as owner from deal d join client c on c.id = d.client_id
      left join employee e on e.id = d.owner_id`,
  );
  const { data } = await asker.ask('{ deals(first: 500) { nodes { id client { name } owner { name } } } }');
  const page = data?.deals as {
    nodes: { id: string; client: { name: string } | null; owner: { name: string } | null }[];
  };
  for (const deal of page.nodes) {
    const row = rows.find(({ id }) => id === deal.id);
    cases.is(
      `${name}, names at deal ${deal.id}`,
      [deal.client?.name, deal.owner?.name ?? null],
      [row?.client, row?.owner],
    );
  }
}
