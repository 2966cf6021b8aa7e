import { AnsweredWithErrors } from '../world/graphql-client.ts';
import type { Named } from '../world/nouns.ts';
import type { Visitor, World } from '../world/world.ts';
import { does, type Row } from './desk.ts';

type Roll = (sides: number) => number;

/** What a walk chooses from. */
interface Around {
  roll: Roll;
  who: Visitor[];
  clients: Named[];
  people: Named[];
  products: Named[];
  tickets: Row[];
  said: Row[];
  survey: Row;
}

/** Client service at work: so many things happen at random, some of them refused. `roll(6)` gives 0 to 5. */
export async function liveService(world: World, roll: Roll, turns: number): Promise<void> {
  const around = await furnish(world, roll);
  for (let turn = 0; turn < turns; turn += 1) {
    world.clock.advance({ minutes: roll(240) });
    const [name, happens] = pick(roll, Object.entries(happenings));
    await happens(around, world).catch((error: unknown) => {
      if (!(error instanceof AnsweredWithErrors) || error.extensions.code !== 'REFUSED')
        throw new Error(name, { cause: error });
    });
  }
}

async function furnish(world: World, roll: Roll): Promise<Around> {
  const department = await world.department('Служба клиентов');
  const teams = [await world.team('Дневная', { department }), await world.team('Вечерняя')];
  const people: Named[] = [];
  for (const name of ['Вера', 'Игорь', 'Нина']) people.push(await world.employee(name, { team: pick(roll, teams) }));
  const segments = [await world.segment('Опт'), await world.segment('Розница')];
  const territory = await world.territory('Тверь');
  const clients: Named[] = [];
  for (const name of ['А', 'Б', 'В', 'Г'])
    clients.push(await world.client(name, { segment: pick(roll, segments), territory }));
  const products = [
    await world.product('Диван', { line: await world.productLine('Диваны') }),
    await world.product('Стул'),
  ];
  const who = [world, ...(await Promise.all(people.map((employee) => world.enters('service_agent', { employee }))))];
  for (const kind of ['REQUEST', 'COMPLAINT'])
    await does(world, 'addServiceDeadline', {
      ...{ kind, priority: pick(roll, ['LOW', 'NORMAL', 'HIGH', 'URGENT']) },
      ...{ answerWithinMinutes: 30 + roll(600), resolveWithinMinutes: 700 + roll(2000) },
    });
  const questions = [
    { text: 'Довольны?', kind: 'SCORE' },
    { text: 'Посоветуете?', kind: 'NPS' },
  ];
  const survey = await does(world, 'addSurvey', { title: 'Опрос', questions });
  await does(world, 'publishSurvey', { id: survey.id });
  return { roll, who, clients, people, products, tickets: [], said: [], survey };
}

function pick<Item>(roll: Roll, list: readonly Item[]): Item {
  return list[roll(list.length)] as Item;
}

/** An instant that has passed, at most three days ago. */
function earlier(roll: Roll, world: World): string {
  return new Date(world.clock.now().getTime() - roll(3 * 24 * 60) * 60_000).toISOString();
}

type Happens = (around: Around, world: World) => Promise<unknown>;

/** A verb on some ticket; when told at all, at some instant that may be too early. */
function onTicket(verb: string, input: (around: Around) => object = () => ({})): Happens {
  return async (around, world) => {
    const { roll, who, tickets } = around;
    if (tickets.length === 0) return;
    const at = roll(3) === 0 && /answer|resolve|reopen/.test(verb) ? { at: earlier(roll, world) } : {};
    const given = { id: pick(roll, tickets).id, ...input(around), ...at };
    await does(pick(roll, who), verb, given).catch((error: unknown) => {
      // too early for what has happened to it already
      if (!(error instanceof AnsweredWithErrors) || error.extensions.field !== 'input.at') throw error;
    });
  };
}

const opens: Happens = async ({ roll, who, clients, products, people, tickets }, world) => {
  const input = {
    ...{ kind: pick(roll, ['REQUEST', 'COMPLAINT']), priority: pick(roll, ['LOW', 'NORMAL', 'HIGH', 'URGENT']) },
    ...{ subject: 'Обращение', clientId: pick(roll, clients).id, arrivedAt: earlier(roll, world) },
    ...(roll(2) === 0 && { productId: pick(roll, products).id }),
    ...(roll(3) === 0 && { employeeId: pick(roll, people).id }),
  };
  tickets.push(await does(pick(roll, who), 'openTicket', input));
};

const resolved = (around: Around) => ({ resolution: pick(around.roll, ['SOLVED', 'EXPLAINED', 'DECLINED']) });
const answered = ({ roll }: Around) => [
  { question: 1, score: 1 + roll(5) },
  ...(roll(4) > 0 ? [{ question: 2, score: roll(11) }] : []),
];

const happenings: Record<string, Happens> = {
  opens,
  opensAgain: opens,
  opensMore: opens,
  assigns: onTicket('assignTicket', ({ roll, people }) => ({ employeeId: pick(roll, people).id })),
  answers: onTicket('answerTicket'),
  resolves: onTicket('resolveTicket', resolved),
  resolvesMore: onTicket('resolveTicket', resolved),
  reopens: onTicket('reopenTicket', () => ({ reason: 'Опять' })),
  holds: onTicket('holdTicket'),
  resumes: onTicket('resumeTicket'),
  ends: async (around, world) => (around.roll(4) === 0 ? onTicket('endTicket')(around, world) : undefined),
  amends: async ({ roll, who, tickets, clients, products }) => {
    if (tickets.length === 0) return;
    const agent = pick(roll, who);
    const { ticket } = await agent.ask<{ ticket: Row }>(`{ ticket(id: "${pick(roll, tickets).id}") { id version } }`);
    const input = {
      ...ticket,
      clientId: pick(roll, clients).id,
      productId: pick(roll, [null, pick(roll, products).id]),
    };
    await does(agent, 'amendTicket', { ...input, kind: pick(roll, ['REQUEST', 'COMPLAINT']) });
  },
  rates: async ({ roll, who, clients, tickets }, world) => {
    const about =
      tickets.length > 0 && roll(2) === 0 ? { ticketId: pick(roll, tickets).id } : { clientId: pick(roll, clients).id };
    const rated = await does(pick(roll, who), 'rateService', {
      ...about,
      score: 1 + roll(5),
      at: earlier(roll, world),
    });
    if (roll(3) === 0) await does(world, 'amendRating', { ...rated, score: 1 + roll(5) });
    else if (roll(5) === 0) await does(world, 'endRating', { id: rated.id });
  },
  recommends: async ({ roll, who, clients, people }, world) => {
    const input = { clientId: pick(roll, clients).id, employeeId: pick(roll, people).id, score: roll(11) };
    const given = await does(pick(roll, who), 'addNpsAnswer', { ...input, at: earlier(roll, world) });
    if (roll(4) === 0) await does(world, 'amendNpsAnswer', { ...given, score: roll(11) });
  },
  tells: async ({ roll, who, clients, said }) => {
    const input = { clientId: pick(roll, clients).id, kind: pick(roll, ['PRAISE', 'IDEA', 'CLAIM']), text: 'Сказано' };
    said.push(await does(pick(roll, who), 'addFeedback', input));
  },
  escalates: async ({ roll, who, said }) =>
    said.length > 0 && does(pick(roll, who), 'escalateFeedback', { id: pick(roll, said).id }),
  replies: async (around, world) => {
    const { roll, clients, survey } = around;
    const input = { surveyId: survey.id, clientId: pick(roll, clients).id, answers: answered(around) };
    const given = await does(world, 'addSurveyAnswer', input);
    if (roll(3) === 0) await does(world, 'amendSurveyAnswer', { ...given, answers: answered(around) });
    else if (roll(2) === 0) await does(world, 'endSurveyAnswer', { id: given.id });
  },
};
