import { employeeNoun } from '../../department/employees/employee.ts';
import { defineRecord } from '../../records/define-record.ts';
import { day, ref, text } from '../../records/field.ts';
import { clientNoun } from '../../sales/clients/client.ts';

/** A key client: who answers for it at the top (ключевой клиент, S0: the director's). */
export const priorityClientNoun = defineRecord({
  name: 'PriorityClient',
  table: 'priority_client',
  many: 'priorityClients',
  one: 'priorityClient',
  description: 'A key client, and who answers for it at the top (ключевой клиент).',
  fields: {
    client: ref(() => clientNoun, { description: 'which', required: true, amendable: false, filter: true }),
    reason: text({ description: 'why', required: true, most: 2000, personal: true }),
    owner: ref(() => employeeNoun, { description: 'who answers for it', filter: true }),
    endsOn: day({ description: 'until when', filter: true }),
  },
  unique: { priority_client_once: 'clientId' },
  touches: ({ clientId }) => ({ client_id: clientId }),
});
