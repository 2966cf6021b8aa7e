import { employeeNoun } from '../../department/employees/employee.ts';
import { territoryNoun } from '../../department/territories/territory.ts';
import { defineRecord, type Row } from '../../records/define-record.ts';
import { choice, instant, ref, text } from '../../records/field.ts';
import type { Noun } from '../../records/noun.ts';
import { maskedEmail, maskedPhone } from '../contacts/mask.ts';
import { segmentNoun } from '../segments/segment.ts';
import { sourceNoun } from '../sources/source.ts';
import { statusFilter } from './client-status.ts';

const kept = { input: false, filter: true } as const;

export const clientFields = {
  name: text({ description: 'what it is called', required: true, search: true, order: true }),
  kind: choice(
    'ClientKind',
    { company: 'a company (юридическое лицо)', person: 'a person (физическое лицо)' },
    { description: 'a company or a person', required: true, filled: true, filter: true },
  ),
  inn: text({ description: 'number of the taxpayer (ИНН): 10 digits of a company, 12 of a person', search: true }),
  phone: text({ description: 'masked: `revealClient` shows it', personal: true }),
  email: text({ description: 'masked: `revealClient` shows it', personal: true }),
  site: text({ description: 'its page on the internet' }),
  note: text({ description: 'what else is to be known', most: 5000, personal: true }),
  segment: ref(() => segmentNoun, { description: 'group of clients', filter: true }),
  territory: ref(() => territoryNoun, { description: 'where it is', filter: true }),
  source: ref(() => sourceNoun, { description: 'where it came from', filter: true }),
  owner: ref(() => employeeNoun, { description: 'who answers for it', filter: true }),
  parent: ref((): Noun<object> => clientNoun, { description: 'the company it belongs to', filter: true }),
  mergedInto: ref((): Noun<object> => clientNoun, { ...kept, description: 'which client it turned out to be' }),
  addedAt: instant({ ...kept, description: 'since when it is known here; null: before that was noted' }),
  firstPurchaseAt: instant({ ...kept, description: 'when its first deal was won; null: none has been' }),
  lastPurchaseAt: instant({ ...kept, description: 'when its last deal was won; null: none has been' }),
  activeUntil: instant({ ...kept, future: true, description: 'when the activity window of its purchases lapses' }),
  lostFrom: instant({ ...kept, future: true, description: 'from when it counts as lost, unless it buys' }),
  lastContactAt: instant({ ...kept, description: 'when somebody was last in touch with it' }),
} as const;

export type ClientRow = Row<typeof clientFields>;

const record = defineRecord({
  name: 'Client',
  table: 'client',
  many: 'clients',
  one: 'client',
  description: 'A company or person that buys (клиент).',
  fields: clientFields,
  // written by hand: they settle the life of the client, and move its deals along
  verbs: { add: null, amend: null, end: null },
  filters: { status: statusFilter },
  belongs: { attributes: ({ ownerId }) => ({ ownerId }), field: 'ownerId' },
});

/** A client as anybody may be shown it: phone and e-mail in full are counted and logged when they are. */
export const clientNoun: typeof record = {
  ...record,
  fromRow: (row) => {
    const client = record.fromRow(row) as ClientRow;
    return Object.assign(client, { phone: maskedPhone(client.phone), email: maskedEmail(client.email) });
  },
};
