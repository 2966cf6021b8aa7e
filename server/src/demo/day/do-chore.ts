import { dayOf } from '../../lib/zone.ts';
import { addRecord } from '../../records/add-record.ts';
import { activityNoun } from '../../sales/activities/activity.ts';
import { leadNoun } from '../../sales/leads/lead.ts';
import { qualifyLead } from '../../sales/leads/qualify-lead.ts';
import { rejectLead } from '../../sales/leads/reject-lead.ts';
import { completeTask } from '../../sales/tasks/complete-task.ts';
import { taskNoun } from '../../sales/tasks/task.ts';
import { type SegmentKey, segments, territories } from '../catalogue.ts';
import { resultOf, saidIn } from '../life/activity-words.ts';
import { kindFor } from '../life/contacts-made.ts';
import { inVainAt } from '../life/enquiries.ts';
import { channelOf } from '../life/write-activities.ts';
import { groupOwner } from '../next-step.ts';
import { externalId } from '../nouns.ts';
import { temperOf } from '../people.ts';
import { asPerson } from '../perform.ts';
import { type AtWork, keyAt, personOf, type WaitingRow } from './at-work.ts';
import type { Chore } from './chores.ts';
import { oneOf } from './desk.ts';
import { issuePaper, payInvoice } from './papers-done.ts';
import { answerOne, openTicket, resolveOne } from './tickets-done.ts';

/** Does one of the things people do beside moving deals, through the verb they would use. False: there was nothing to do, or it was refused. */
export function doChore(at: AtWork, chore: Chore): Promise<boolean> {
  switch (chore) {
    case 'contact':
      return contact(at);
    case 'enquiry':
      return enquiry(at);
    case 'answer':
      return answer(at);
    case 'decide':
      return decideEnquiry(at);
    case 'ticket':
      return openTicket(at);
    case 'answerTicket':
      return answerOne(at);
    case 'resolve':
      return resolveOne(at);
    case 'task':
      return setTask(at);
    case 'doTask':
      return doTask(at);
    case 'issue':
      return issuePaper(at);
    case 'pay':
      return payInvoice(at);
  }
}

function today({ ctx, world }: AtWork): string {
  return dayOf(ctx.clock.now(), world.timeZone);
}

/** Somebody talks with a client: mostly about a deal. */
function contact(at: AtWork): Promise<boolean> {
  const { ctx, world, nouns, random, deals } = at;
  const deal = deals.length > 0 && random.chance(0.85) ? random.pick(deals) : null;
  const client = deal ? null : random.pick(world.clients.filter(({ key }) => nouns.has('client', key)));
  const owner = deal?.owner ?? world.staff.responsible(client?.group ?? 'cafes', today(at));
  const by = world.staff.atWork(owner, today(at));
  const kind = kindFor(random, deal?.stage ?? null);
  const isCall = kind === 'call_in' || kind === 'call_out';
  return asPerson(ctx, nouns, by, (as) =>
    addRecord(as, activityNoun, {
      ...{ key: keyAt(at, 'contact'), kind, employeeId: nouns.of('employee', by).id },
      ...(deal ? { dealId: deal.id } : { clientId: nouns.of('client', client?.key ?? '').id }),
      contactChannelId: nouns.of('contact_channel', channelOf[kind]).id,
      ...(isCall && { talkSeconds: Math.round(35 + random.skewed(0.8) * 185) }),
      ...{ result: resultOf(random, kind), note: saidIn(random, kind) },
    }),
  );
}

/** Somebody turns to us. */
function enquiry(at: AtWork): Promise<boolean> {
  const { ctx, world, nouns, random } = at;
  const group = random.weighted(
    Object.keys(segments) as SegmentKey[],
    (key) => temperOf(groupOwner({ group: key })).opens,
  );
  const position = world.office.position(ctx.clock.now());
  const name = `enquiry:live:${ctx.clock.now().toISOString()}`;
  const told = inVainAt(world, { name, group, index: Math.floor(position), from: position });
  const territory = random.pick(Object.keys(territories));
  return asPerson(ctx, nouns, told.by, (as) =>
    addRecord(as, leadNoun, {
      ...{ key: keyAt(at, 'enquiry'), externalId: externalId(name), name: told.person, company: told.company },
      ...{ request: told.request, sourceId: nouns.of('source', told.source).id },
      campaignId: told.campaign && nouns.of('campaign', told.campaign).id,
      ...{ territoryId: nouns.of('territory', territory).id, segmentId: nouns.of('segment', group).id },
      ...{ productLineId: nouns.of('product_line', told.line).id, employeeId: nouns.of('employee', told.by).id },
    }),
  );
}

async function answer(at: AtWork): Promise<boolean> {
  const { ctx, nouns, random } = at;
  const lead = await oneOf<WaitingRow>(ctx.database.app, 'unanswered', random.next(), ctx.clock.now());
  if (!lead) return false;
  const by = personOf(lead.person);
  const kind = random.pick(['call_out', 'call_out', 'email', 'message'] as const);
  return asPerson(ctx, nouns, by, (as) =>
    addRecord(as, activityNoun, {
      ...{ key: keyAt(at, 'answer'), kind, leadId: lead.id, employeeId: nouns.of('employee', by).id },
      contactChannelId: nouns.of('contact_channel', channelOf[kind]).id,
      ...(kind === 'call_out' && { talkSeconds: Math.round(60 + random.skewed(0.6) * 120) }),
      result: resultOf(random, kind),
    }),
  );
}

async function decideEnquiry(at: AtWork): Promise<boolean> {
  const { ctx, nouns, random } = at;
  const lead = await oneOf<WaitingRow & { status: string }>(
    ctx.database.app,
    'undecided',
    random.next(),
    ctx.clock.now(),
  );
  if (!lead) return false;
  const on = { key: keyAt(at, 'decide'), id: lead.id, version: lead.version };
  const reason = random.pick(['no_need', 'no_need', 'no_budget', 'competitor', 'unreachable'] as const);
  const qualifies = lead.status === 'answered' && random.chance(0.35);
  return asPerson(ctx, nouns, personOf(lead.person), (as) =>
    qualifies ? qualifyLead.run(as, on) : rejectLead.run(as, { ...on, reason }),
  );
}

const todo = [
  'Позвонить по предложению',
  'Подготовить расчёт',
  'Согласовать отгрузку',
  'Проверить реквизиты',
  'Назначить замер',
];

function setTask(at: AtWork): Promise<boolean> {
  const { ctx, world, nouns, random, deals } = at;
  if (deals.length === 0) return Promise.resolve(false);
  const deal = random.pick(deals);
  const position = Math.floor(world.office.position(ctx.clock.now()) + random.whole(1, 3)) + 0.99;
  const key = keyAt(at, 'task');
  return asPerson(ctx, nouns, deal.owner, (as) =>
    addRecord(as, taskNoun, {
      ...{ key, externalId: externalId(`task:live:${key}`), title: random.pick(todo), kind: 'call', dealId: deal.id },
      ...{ assigneeId: nouns.of('employee', deal.owner).id, dueAt: world.office.instant(position) },
    }),
  );
}

async function doTask(at: AtWork): Promise<boolean> {
  const { ctx, nouns, random } = at;
  const task = await oneOf<WaitingRow>(ctx.database.app, 'dueTasks', random.next(), ctx.clock.now());
  if (!task) return false;
  const on = { key: keyAt(at, 'done'), id: task.id, version: task.version };
  return asPerson(ctx, nouns, personOf(task.person), (as) => completeTask.run(as, on));
}
