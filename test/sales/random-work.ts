import type { Named } from '../world/nouns.ts';
import type { World } from '../world/world.ts';
import { does } from './work-desk.ts';

type Roll = (sides: number) => number;
type Row = { id: string };

const kinds = ['CALL_IN', 'CALL_OUT', 'MEETING', 'EMAIL', 'MESSAGE', 'PRESENTATION'];
const reasons = ['SPAM', 'DUPLICATE', 'NO_NEED', 'NO_BUDGET', 'COMPETITOR', 'UNREACHABLE'];
const repeats = ['NONE', 'NONE', 'NONE', 'DAILY', 'WORKING_DAILY', 'WEEKLY', 'MONTHLY'];

/** What the people of a walk have in hand. */
interface Hands {
  employees: Named[];
  clients: Named[];
  sources: Named[];
  campaigns: Named[];
  leads: Row[];
  activities: Row[];
  tasks: Row[];
}

/**
 * Lives so many turns of daily work through the API: leads come, are answered, qualified, rejected, converted; contacts are logged, amended
 * and taken back; tasks are given, put off, done, called off and come again. What is refused is passed over. Time moves on by minutes and hours.
 */
export async function liveWork(world: World, roll: Roll, turns: number): Promise<void> {
  const hands = await settle(world);
  const pick = <Item>(list: readonly Item[]): Item | undefined => list[roll(list.length)];
  const sometimes = <Item>(list: readonly Item[]): Item | undefined => (roll(3) === 0 ? undefined : pick(list));
  const minutes = (most: number) => roll(most) * 60_000;
  const before = (most: number) => new Date(world.clock.now().getTime() - minutes(most)).toISOString();
  const after = (most: number) => new Date(world.clock.now().getTime() + minutes(most)).toISOString();
  const make = async (into: Row[], verb: string, input: Record<string, unknown>) => {
    const made = await attempt(world, verb, input);
    if (made) into.push(made);
  };
  const change = async (from: readonly Row[], verb: string, input: Record<string, unknown> = {}) => {
    const row = pick(from);
    if (row) await attempt(world, verb, { id: row.id, ...input });
  };
  const { employees, clients, leads, activities, tasks } = hands;
  const turn: (() => Promise<void>)[] = [
    ...[0, 1, 2].map(
      () => () =>
        make(leads, 'addLead', {
          name: `Посетитель ${leads.length}`,
          arrivedAt: before(3000),
          employeeId: sometimes(employees)?.id ?? null,
          sourceId: sometimes(hands.sources)?.id,
          campaignId: sometimes(hands.campaigns)?.id,
          clientId: roll(3) === 0 ? pick(clients)?.id : undefined,
        }),
    ),
    () => change(leads, 'answerLead', { at: before(3000), employeeId: sometimes(employees)?.id }),
    () => change(leads, 'qualifyLead', { at: before(600) }),
    () => change(leads, 'rejectLead', { reason: pick(reasons), at: before(600) }),
    () => change(leads, 'reopenLead'),
    () => change(leads, 'assignLead', { employeeId: pick(employees)?.id }),
    () => change(leads, 'amendLead', { sourceId: sometimes(hands.sources)?.id ?? null }),
    () => change(leads, 'convertLead', { at: before(60), amount: roll(1000), clientId: sometimes(clients)?.id }),
    () => (roll(4) === 0 ? change(leads, 'endLead') : Promise.resolve()),
    ...[0, 1].map(() => () => {
      const kind = pick(kinds);
      const isCall = kind === 'CALL_IN' || kind === 'CALL_OUT';
      return make(activities, 'logActivity', {
        ...{ kind, at: before(3000), employeeId: pick(employees)?.id, talkSeconds: isCall ? roll(600) : undefined },
        ...(roll(2) === 0 ? { leadId: pick(leads)?.id } : { clientId: sometimes(clients)?.id }),
      });
    }),
    () => change(activities, 'amendActivity', { at: before(3000), leadId: sometimes(leads)?.id ?? null }),
    () => change(activities, 'amendActivity', { employeeId: pick(employees)?.id, kind: pick(kinds) }),
    () => change(activities, 'endActivity'),
    ...[0, 1].map(
      () => () =>
        make(tasks, 'addTask', {
          ...{
            title: `Дело ${tasks.length}`,
            dueAt: roll(2) === 0 ? after(3000) : before(600),
            repeats: pick(repeats),
          },
          ...{
            assigneeId: sometimes(employees)?.id ?? null,
            clientId: sometimes(clients)?.id,
            leadId: sometimes(leads)?.id,
          },
        }),
    ),
    () => change(tasks, 'completeTask', { at: before(600) }),
    () => change(tasks, 'reopenTask'),
    () => change(tasks, 'amendTask', { dueAt: after(3000), assigneeId: pick(employees)?.id }),
    () => change(tasks, 'cancelTask'),
  ];
  for (let i = 0; i < turns; i += 1) {
    await pick(turn)?.();
    if (roll(3) === 0) world.clock.advance({ minutes: roll(120) });
  }
}

async function settle(world: World): Promise<Hands> {
  const team = await world.team('Работающая', { department: await world.department('Работающий') });
  const [segment, territory] = [await world.segment('Работы'), await world.territory('Рабочая')];
  await world.pipeline(undefined, 'Работы');
  const [source, other] = [await world.source('Рабочий источник'), await world.source('Другой источник')];
  const employees = await Promise.all(['Работник', 'Работница'].map((name) => world.employee(name, { team })));
  const clients = [await world.client('Рабочий клиент', { segment, territory }), await world.client('Другой клиент')];
  const campaigns = [await world.campaign('Рабочая кампания', { source }), await world.campaign('Другая кампания')];
  return { employees, clients, sources: [source, other], campaigns, leads: [], activities: [], tasks: [] };
}

/** The row a verb has made or changed; none where it was refused. */
async function attempt(world: World, verb: string, input: Record<string, unknown>): Promise<Row | undefined> {
  return does<Row>(world, verb, input).catch((error: Error) => {
    if (/"code":"(REFUSED|BAD_USER_INPUT|CONFLICT)"/.test(error.message)) return undefined;
    throw error;
  });
}
