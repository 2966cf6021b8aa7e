import { expect, test } from 'vitest';
import { inventClients } from '../../server/src/demo/clients.ts';
import { inventContacts } from '../../server/src/demo/contacts.ts';
import { checkedEmail, checkedPhone } from '../../server/src/sales/contacts/checked-details.ts';

const contacts = inventClients(7).flatMap((client) => inventContacts(7, client));

test('the demo’s contacts are the same for the same seed, and could have been typed in', () => {
  expect(inventClients(7).flatMap((client) => inventContacts(7, client))).toEqual(contacts);
  expect(new Set(contacts.map(({ key }) => key)).size).toBe(contacts.length);
  for (const { phone, email } of contacts) {
    expect(checkedPhone(phone)).toBe(phone);
    expect(checkedEmail(email)).toBe(email);
  }
});

test('every client has somebody who decides, and none of it reaches anybody', () => {
  const deciding = contacts.filter(({ decides }) => decides).map(({ client }) => client);
  expect(deciding.toSorted()).toEqual(
    inventClients(7)
      .map(({ key }) => key)
      .toSorted(),
  );
  for (const { phone, email } of contacts) {
    if (phone !== null) expect(phone).toMatch(/^\+7000/);
    if (email !== null) expect(email).toMatch(/\.example$/);
  }
});
