import type { Worker } from './figures-life.ts';
import { idOf, instantOf, type Place, type Raw, type Row, stampOf } from './figures-rows.ts';

/** Where each verb's row lies, and what on it says where she stood when she did it. */
const written: Record<string, { table: keyof Raw; stamps: string[] }> = {
  logActivity: { table: 'activity', stamps: ['employee'] },
  addLead: { table: 'lead', stamps: ['arrived'] },
  answerLead: { table: 'lead', stamps: ['answered'] },
  qualifyLead: { table: 'lead', stamps: ['qualified'] },
  rejectLead: { table: 'lead', stamps: ['rejected'] },
  addTask: { table: 'task', stamps: ['assignee'] },
  addDocument: { table: 'document', stamps: ['due'] },
  addPayment: { table: 'payment', stamps: ['paid'] },
  openTicket: { table: 'ticket', stamps: ['arrived'] },
  answerTicket: { table: 'ticket', stamps: ['answered'] },
  resolveTicket: { table: 'ticket', stamps: ['turn0'] },
  rateService: { table: 'rating', stamps: ['given'] },
  addNpsAnswer: { table: 'nps_answer', stamps: ['given'] },
  addSurveyAnswer: { table: 'survey_answer', stamps: ['given'] },
  addExpense: { table: 'expense', stamps: ['spent'] },
};

/** What says of something she did that she stood elsewhere than she did; and how many were looked at, by where they lie. */
export function strayStamps(
  raw: Raw,
  { employee, made, stints }: Worker,
): { stray: string[]; looked: Map<string, number> } {
  const stray: string[] = [];
  const looked = new Map<string, number>(
    Object.values(written).flatMap(({ table, stamps }) => stamps.map((stamp) => [`${table} ${stamp}`, 0] as const)),
  );
  const look = (what: string, place: Place, stint: { team: string; department: string }) => {
    looked.set(what, (looked.get(what) ?? 0) + 1);
    const there = [place['employee_id'], place['team_id'], place['department_id']];
    const expected = [employee.id, stint.team, stint.department];
    if (there.join() !== expected.join()) stray.push(`${what}: ${there.join()}, she was ${expected.join()}`);
  };
  for (const { verb, id, stint, home } of made) {
    const { table, stamps } = written[verb] ?? {};
    const row = table && raw[table].find((one) => one['id'] === id);
    for (const stamp of stamps ?? []) look(`${table} ${stamp}`, stampOf(row ?? { stamps: {} }, stamp), stint);
    for (const stamp of ['client', 'arrived', 'given', 'paid']) {
      const place = row && row['client_id'] !== null && table !== 'lead' ? stampOf(row, stamp) : {};
      if (place['segment_id'] === undefined) continue;
      looked.set(`${table} client`, (looked.get(`${table} client`) ?? 0) + 1);
      if (place['segment_id'] !== home.segmentId || place['territory_id'] !== home.territoryId)
        stray.push(
          `${table} ${id}: the client was in ${home.segmentId} and ${home.territoryId}, not in ${JSON.stringify(place)}`,
        );
    }
    if (verb === 'assignCourse')
      look('course', columnsOf(raw.course_assignment.find((one) => one['id'] === id)), stint);
    if (verb === 'openDeal') look('deal opened', dealAt(raw, id, 'opened'), stint);
    if (verb === 'winDeal') look('deal won', dealAt(raw, id, 'won'), stint);
  }
  const last = stints.at(-1);
  if (!last) throw new Error('she was nowhere');
  // what is hers and goes on goes with her
  for (const deal of raw.deal.filter((row) => row['owner_id'] === employee.id && row['status'] === 'open')) {
    look('deal open', columnsOf(deal, 'owner_id'), last);
    const client = raw.client.find(({ id }) => id === deal['client_id']);
    if (client?.['segment_id'] !== deal['segment_id'])
      stray.push(`deal ${deal['id']} is in the group ${deal['segment_id']}`);
  }
  for (const { id } of raw.client.filter((row) => row['owner_id'] === employee.id && row['ended_at'] === null)) {
    const stays = raw.client_place.filter((stay) => stay['client_id'] === id);
    // where it is now it has always been
    if (stays.length === 0) continue;
    const latest = stays.toSorted(
      (a, b) => instantOf(a, 'at') - instantOf(b, 'at') || Number(a['id']) - Number(b['id']),
    );
    look('client', columnsOf(latest.at(-1), 'owner_id'), last);
  }
  return { stray, looked };
}

function columnsOf(row: Row = {}, person = 'employee_id'): Place {
  return { employee_id: idOf(row, person), team_id: idOf(row, 'team_id'), department_id: idOf(row, 'department_id') };
}

/** Whose a deal was when it was first opened or won. */
function dealAt(raw: Raw, deal: string, kind: string): Place {
  const facts = raw.deal_fact
    .filter((row) => row['deal_id'] === deal)
    .toSorted(
      (a, b) => instantOf(a, 'effective_at') - instantOf(b, 'effective_at') || Number(a['id']) - Number(b['id']),
    );
  const until = facts.findIndex((row) => row['kind'] === kind);
  const told: Row = Object.assign({}, ...facts.slice(0, until + 1).map((row) => row['data']));
  return {
    employee_id: idOf(told, 'employeeId'),
    team_id: idOf(told, 'teamId'),
    department_id: idOf(told, 'departmentId'),
  };
}
