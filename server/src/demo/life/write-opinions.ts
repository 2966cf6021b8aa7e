import { addDays, dayOf } from '../../lib/zone.ts';
import { writeMany } from '../../records/write-many.ts';
import { feedbackNoun } from '../../service/feedback/feedback.ts';
import { npsAnswerNoun } from '../../service/ratings/nps-answer.ts';
import { surveyNoun } from '../../service/surveys/survey.ts';
import { surveyAnswerNoun } from '../../service/surveys/survey-answer.ts';
import { surveyInviteeNoun } from '../../service/surveys/survey-invitee.ts';
import { monthAfter } from '../campaigns.ts';
import type { Client } from '../clients.ts';
import { Random } from '../random.ts';
import { opinions, voices } from './service-words.ts';
import { advice, questions } from './survey-words.ts';
import { isTold, type Telling } from './telling.ts';
import { dimensionsOf } from './write-tickets.ts';

/** Who answers for a client on a day. */
function carer({ world }: Telling, client: Client, at: Date) {
  return world.staff.responsible(client.group, dayOf(at, world.timeZone));
}

/** Most would recommend us. */
function npsOf(random: Random): number {
  return random.weighted(
    [10, 9, 8, 7, 6, 5, 3, 1],
    (score) => ({ 10: 5, 9: 5, 8: 4, 7: 2.5, 6: 1, 5: 0.8, 3: 0.5, 1: 0.2 })[score] ?? 0,
  );
}

const wordsOn = (random: Random, score: number) =>
  random.pick(opinions[score >= 9 ? 'promoter' : score >= 7 ? 'passive' : 'detractor']);

/** Writes answers to "would you recommend us", a dozen a month, and what clients said without being asked. */
export async function writeVoices(telling: Telling): Promise<void> {
  const { tx, ctx, world, nouns, until, heard } = telling;
  const { office, seed, clients } = world;
  const answers = [];
  const said = [];
  const first = Math.floor(office.position(telling.after));
  for (let index = first; index <= office.position(until); index += 1) {
    const random = new Random(seed, 'voices', office.day(index));
    const known = clients.filter(({ key, knownFrom }) => knownFrom < index - 30 && nouns.has('client', key));
    for (let n = random.count(0.6); n > 0 && known.length > 0; n -= 1) {
      const client = random.weighted(known, ({ weight }) => weight);
      const at = office.instant(index + random.next());
      const score = npsOf(random);
      const comment = random.chance(0.35) ? wordsOn(random, score) : null;
      if (isTold(telling, at)) answers.push({ client, at, score, comment });
    }
    if (!random.chance(0.28) || known.length === 0) continue;
    const kind = random.weighted(
      ['praise', 'idea', 'claim'] as const,
      (key) => ({ praise: 4, idea: 3, claim: 2 })[key],
    );
    const at = office.instant(index + random.next());
    const client = random.pick(known);
    if (isTold(telling, at)) said.push({ client, at, kind, text: random.pick(voices[kind]) });
  }
  const about = (client: Client, at: Date) => {
    const given = dimensionsOf(telling, { by: carer(telling, client, at), client });
    return {
      clientId: nouns.of('client', client.key).id,
      employeeId: given.employee_id ?? null,
      at,
      stamps: { given },
    };
  };
  await writeMany(
    tx,
    ctx,
    npsAnswerNoun,
    answers.map(({ client, at, score, comment }) => ({ ...about(client, at), score, comment, recordedAt: heard(at) })),
  );
  await writeMany(
    tx,
    ctx,
    feedbackNoun,
    said.map(({ client, at, kind, text }) => ({ ...about(client, at), stamps: {}, kind, text, recordedAt: heard(at) })),
  );
}

/** Writes a survey of key clients for each half-year: who was asked, and what they answered. */
export async function writeSurveys(telling: Telling): Promise<void> {
  const { world, until, tx, ctx } = telling;
  for (let months = 4; ; months += 6) {
    const startsOn = monthAfter(world.start, months);
    const begin = world.office.startOf(startsOn);
    const asked = world.office.instant(begin + 0.2);
    if (asked > until) return;
    const endsOn = addDays(startsOn, 45);
    const half = Number(startsOn.slice(5, 7)) <= 6 ? 'первое' : 'второе';
    const title = `Опрос ключевых клиентов, ${half} полугодие ${startsOn.slice(0, 4)}`;
    const status = endsOn < dayOf(until, world.timeZone) ? ('closed' as const) : ('published' as const);
    const survey = {
      title,
      questions: questions.map((q) => ({ ...q, options: [...q.options] })),
      startsOn,
      endsOn,
      status,
    };
    const [surveyId = ''] = await writeMany(tx, ctx, surveyNoun, [{ ...survey, recordedAt: asked }]);
    await writeAnswers(telling, { surveyId, begin, endsOn, asked });
  }
}

async function writeAnswers(
  telling: Telling,
  { surveyId, begin, endsOn, asked }: { surveyId: string; begin: number; endsOn: string; asked: Date },
): Promise<void> {
  const { world, nouns, tx, ctx, until, heard } = telling;
  const known = world.clients.filter(({ key, knownFrom, goneFrom }) => {
    return nouns.has('client', key) && knownFrom < begin && (goneFrom === null || goneFrom > begin);
  });
  const key = known.toSorted((a, b) => b.weight - a.weight).slice(0, 24);
  const people = (client: Client) => dimensionsOf(telling, { by: carer(telling, client, asked), client });
  const whom = key.map((client) => {
    const given = people(client);
    const clientId = nouns.of('client', client.key).id;
    return { client, given, row: { surveyId, clientId, employeeId: given.employee_id ?? null } };
  });
  await writeMany(
    tx,
    ctx,
    surveyInviteeNoun,
    whom.map(({ row }) => ({ ...row, dueOn: endsOn, recordedAt: asked })),
  );
  const answers = whom.flatMap(({ client, given, row }) => {
    const random = new Random(world.seed, 'survey', begin, client.key);
    const at = world.office.instant(begin + random.between(1, 24));
    if (!random.chance(0.68) || at > until) return [];
    const nps = npsOf(random);
    const item = { score: null, choice: null, text: null };
    const answered = [
      { ...item, question: 1, score: random.pick([3, 4, 4, 5, 5]) },
      { ...item, question: 2, score: random.pick([4, 4, 5, 5, 5]) },
      { ...item, question: 3, score: nps },
      { ...item, question: 4, choice: random.pick(questions[3].options) },
      ...(random.chance(0.6) ? [{ ...item, question: 5, text: random.pick(advice) }] : []),
    ];
    return [{ ...row, at, answers: answered, npsScore: nps, stamps: { given }, recordedAt: heard(at) }];
  });
  await writeMany(tx, ctx, surveyAnswerNoun, answers);
}
