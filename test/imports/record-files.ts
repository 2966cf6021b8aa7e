import { verify } from '../../server/src/ledger/verify.ts';
import { recordsEqualTheirRows } from '../../server/src/records/verify-records.ts';
import { registered } from '../../server/src/registry.ts';
import { clientsEqualTheirPurchases } from '../../server/src/sales/clients/verify-clients.ts';
import type { Desk } from './desk.ts';

const byCode = { column: 'client', by: 'externalId' };
const parts: Record<string, Record<string, unknown>> = {
  clients: { noun: 'client', externalId: 'id', name: 'name', owner: { column: 'owner', create: true } },
  contacts: {
    noun: 'contact',
    externalId: 'id',
    client: byCode,
    name: 'name',
    phone: 'phone',
    decisionMaker: 'decides',
  },
  leads: {
    ...{ noun: 'lead', externalId: 'id', name: 'name', arrivedAt: 'at', employee: { column: 'who', create: true } },
    ...{ answeredAt: 'answered', rejectedAt: 'rejected', rejectionReason: 'reason' },
  },
  activities: {
    noun: 'activity',
    kind: 'kind',
    at: 'at',
    client: byCode,
    lead: 'lead',
    contact: { column: 'with', by: 'name' },
  },
  tasks: { noun: 'task', externalId: 'id', title: 'title', dueAt: 'due', doneAt: 'done' },
  tickets: {
    ...{ noun: 'ticket', externalId: 'id', kind: { constant: 'complaint' }, subject: 'about', client: byCode },
    ...{ arrivedAt: 'at', answeredAt: 'answered', resolvedAt: 'resolved' },
  },
  ratings: { noun: 'rating', externalId: 'id', ticket: 'ticket', at: 'at', score: 'score' },
  spends: { noun: 'spend', campaign: { column: 'campaign', create: true }, day: 'day', amount: 'amount' },
  plans: {
    noun: 'plan',
    kpi: 'kpi',
    grain: { constant: 'MONTH' },
    from: 'from',
    optimal: 'optimal',
    maximum: 'maximum',
  },
};

const folder: Record<string, string[]> = {
  clients: ['id,name,owner', 'c1,Acme,Ann', 'c2,Bolt,'],
  contacts: ['id,client,name,phone,decides', 'p1,c1,Mary,+79161112233,yes', 'p2,c2,Mary,,no'],
  leads: [
    'id,name,at,who,answered,rejected,reason',
    'l1,Zed,2026-03-02 10:00,Ann,2026-03-02 10:30,,',
    'l2,Yan,2026-03-02 11:00,Ann,,2026-03-03 11:00,spam',
  ],
  activities: [
    'kind,at,client,lead,with',
    'call_in,2026-03-03 10:00,c1,,Mary',
    'message,2026-03-03 10:00,c2,,',
    'message,2026-03-03 10:00,c2,,',
    'call_out,2026-03-03 12:00,,l2,',
  ],
  tasks: ['id,title,due,done', 't1,Ring,2026-03-04 12:00,2026-03-04 11:00', 't2,Write,2026-04-04 12:00,'],
  tickets: [
    'id,about,client,at,answered,resolved',
    'k1,Broken,c1,2026-03-05 10:00,2026-03-05 10:20,2026-03-05 15:00',
    'k2,Lost,c2,2026-03-05 10:00,,',
  ],
  ratings: ['id,ticket,at,score', 'r1,k1,2026-03-06 10:00,4'],
  spends: ['campaign,day,amount', 'Spring,2026-03-01,1000.50', 'Spring,2026-03-02,20'],
  plans: ['kpi,from,optimal,maximum', 'revenue,2026-03-01,5000,', 'calls,2026-03-01,40,60'],
};

/** Files of the folder, some of their rows replaced, and the mapping for them. */
export function recordFiles(
  desk: Desk,
  changed: Record<string, string[]> = {},
  more: Record<string, Record<string, unknown>> = {},
) {
  for (const [name, lines] of Object.entries({ ...folder, ...changed }))
    desk.put({ [`${name}.csv`]: lines.join('\n') });
  const formats = ['yyyy-MM-dd HH:mm', 'yyyy-MM-dd'];
  const each = Object.entries(parts).map(([name, make]) => ({
    file: `${name}.csv`,
    makes: [{ ...make, ...more[name] }],
  }));
  return { defaults: { formats }, pipelines: [{ name: 'Sales', stages: ['New'] }], files: each };
}

/** What `voronka verify` finds, records and lives of clients included. */
export const recordFindings = async (desk: Desk): Promise<unknown[]> => [
  ...(await desk.findings()),
  ...(await verify(desk.database.owner, [
    clientsEqualTheirPurchases,
    recordsEqualTheirRows(registered.map(({ record }) => record)),
  ])),
];
