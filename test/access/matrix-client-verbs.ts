import type { Data } from '../world/graphql-client.ts';
import { type Case, type MakeCases, oneOfEachSort } from './matrix-verbs.ts';
import { addContact, type MatrixWorld } from './matrix-world.ts';
import type { RawClient } from './oracle-rows.ts';
import { amendingClient, making, onClient, onContact } from './oracle-verbs.ts';

/** Amending clients of every sort: what is said of them, and whose they are. */
export const amendments: MakeCases = (matrix, { eyes }) => {
  const clients = oneOfEachSort(matrix.clients, eyes, ({ dealers }) =>
    dealers.some((dealer) => dealer === eyes.employee),
  );
  const changes: Data[] = [
    { name: 'Иначе' },
    { ownerId: matrix.colleagues.first.id },
    { ownerId: null, name: 'Иначе' },
  ];
  return [...clients, null].flatMap((client) =>
    changes.map((change): Case => {
      const verdict = amendingClient(eyes, client, Object.keys(change));
      const given = { clientId: client?.id ?? '999999999', version: client?.version ?? 1 };
      return {
        ...{ verb: 'amendClient', verdict },
        what: `${Object.keys(change)} of client ${client?.id} of ${client?.owner} in ${client?.department}`,
        input: async () => ({
          ...(verdict === 'done' && client ? await freshClient(matrix, client) : given),
          ...change,
        }),
      };
    }),
  );
};

async function freshClient({ world }: MatrixWorld, { owner }: RawClient): Promise<Data> {
  const { id } = await world.client('Новый', { owner: owner === null ? undefined : { id: owner, name: '' } });
  return { clientId: id, version: 1 };
}

/** What else is done with clients, and with what of another one like it. */
const clientVerbs: Record<string, (one: Data, other: () => Promise<Data>) => Data | Promise<Data>> = {
  endClient: (one) => one,
  revealClient: ({ clientId }) => ({ clientId }),
  mergeClients: async ({ clientId: survivorId, version: survivorVersion }, other) => {
    const { clientId: mergedId, version: mergedVersion } = await other();
    return { survivorId, survivorVersion, mergedId, mergedVersion };
  },
};

/** Ending clients of every sort, seeing how they are reached, and making two of them one. */
export const withClients: MakeCases = (matrix, { eyes }) => {
  const clients = oneOfEachSort(matrix.clients, eyes, ({ dealers }) =>
    dealers.some((dealer) => dealer === eyes.employee),
  );
  return Object.entries(clientVerbs).flatMap(([verb, inputOf]) =>
    [...clients, null].map((client): Case => {
      const verdict = onClient(eyes, verb, client);
      const none = { clientId: '999999998', version: 1 };
      const fresh = async () => (verdict === 'done' && client ? freshClient(matrix, client) : none);
      const given = { clientId: client?.id ?? '999999999', version: client?.version ?? 1 };
      return {
        ...{ verb, verdict, what: `client ${client?.id} of ${client?.owner} in ${client?.department}` },
        input: async () => inputOf(verdict === 'done' ? await fresh() : given, fresh),
      };
    }),
  );
};

/** Contacts of clients of every sort: noting them down, and what is done with those that are there. */
export const withContacts: MakeCases = (matrix, { eyes }) => {
  const clients = oneOfEachSort(matrix.clients, eyes, ({ dealers }) =>
    dealers.some((dealer) => dealer === eyes.employee),
  );
  const noted = [...clients, null].map(
    (client): Case => ({
      verb: 'addContact',
      verdict: making(eyes, 'addContact', client ?? { owner: null, department: null }, client),
      what: `client ${client?.id} of ${client?.owner}`,
      input: () => ({ clientId: client?.id ?? '999999999', name: 'Новый', phone: '+79990001122' }),
    }),
  );
  const changes: Record<string, Data> = {
    amendContact: { version: 1, name: 'Иначе' },
    endContact: { version: 1 },
    revealContact: {},
  };
  const known = Object.entries(changes).flatMap(([verb, change]) =>
    [...clients, null].map((client): Case => {
      const verdict = onContact(eyes, verb, client);
      const contact = client && matrix.contacts.get(client.id);
      return {
        ...{ verb, verdict, what: `a contact of client ${client?.id} of ${client?.owner}` },
        input: async () => ({
          contactId:
            verdict === 'done' && client ? await addContact(matrix.world, client.id) : (contact ?? '999999999'),
          ...change,
        }),
      };
    }),
  );
  return [...noted, ...known];
};
