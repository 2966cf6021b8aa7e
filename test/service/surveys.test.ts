import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Named } from '../world/nouns.ts';
import { startWorld, type Visitor, type World } from '../world/world.ts';
import { does, entries, moscow, type Row, refusedTo, standsFor } from './desk.ts';

const questions = [
  { text: 'Довольны ли вы сроками?', kind: 'SCORE', required: true },
  { text: 'Посоветуете ли нас?', kind: 'NPS' },
  { text: 'Что важнее?', kind: 'CHOICE', options: ['Цена', 'Срок', 'Качество'] },
  { text: 'Что улучшить?', kind: 'TEXT' },
];
const told = 'survey { id } invited answered questions { number text kind answers mean nps shares { answer count } }';
const results = `query ($id: ID!) { surveyResults(surveyId: $id) { ${told} } }`;

let world: World;
let agent: Visitor;
let vera: Named;
let clients: Named[];
let survey: Row;

beforeAll(async () => {
  world = await startWorld({ now: '2026-03-23T12:00:00+03:00' });
  vera = await world.employee('Вера');
  agent = await world.enters('service_agent', { employee: vera });
  clients = [];
  for (let i = 0; i < 12; i += 1) clients.push(await world.client(`Клиент ${i}`));
  survey = await does(agent, 'addSurvey', {
    title: 'Ключевые клиенты',
    questions,
    startsOn: '2026-03-01',
    endsOn: '2026-03-31',
  });
});
afterAll(() => world.close());

const client = (i: number): string => clients[i]?.id ?? '';
const answers = (i: number, items: object[], more: object = {}) => ({
  ...{ surveyId: survey.id, clientId: client(i), answers: items },
  ...more,
});

describe('a survey', () => {
  test('takes answers once it is published, and its questions stay as they were asked', async () => {
    const early = await refusedTo(agent, 'addSurveyAnswer', answers(0, [{ question: 1, score: 5 }]));
    expect(early).toMatchObject({ refusal: 'SURVEY_NOT_PUBLISHED' });
    const amended = await does(agent, 'amendSurvey', { id: survey.id, version: 1, questions });
    await does(agent, 'publishSurvey', { id: survey.id });
    expect(await refusedTo(agent, 'publishSurvey', { id: survey.id })).toMatchObject({ refusal: 'SURVEY_PUBLISHED' });
    const late = { id: survey.id, version: amended.version + 1, questions: questions.slice(1) };
    expect(await refusedTo(agent, 'amendSurvey', late)).toMatchObject({
      ...{ refusal: 'SURVEY_PUBLISHED', field: 'input.questions' },
    });
    await does(agent, 'amendSurvey', { id: survey.id, version: amended.version + 1, title: 'Ключевые клиенты, весна' });
  });

  test.each([
    [{ questions: [{ text: 'А?', kind: 'CHOICE', options: ['Да'] }] }, 'input.questions.0.options'],
    [{ questions: [{ text: 'А?', kind: 'CHOICE', options: ['Да', 'Да'] }] }, 'input.questions.0.options'],
    [{ questions: [{ text: 'А?', kind: 'TEXT', options: ['Да'] }] }, 'input.questions.0.options'],
    [{ questions: [questions[1], questions[0], questions[1]] }, 'input.questions.2.kind'],
    [{ questions: [{ text: '', kind: 'TEXT' }] }, 'input.questions.0.text'],
    [{ startsOn: '2026-04-02', endsOn: '2026-04-01' }, 'input.endsOn'],
  ])('is refused as %j, naming the field', async (input, field) => {
    expect(await refusedTo(agent, 'addSurvey', { title: 'Опрос', ...input })).toMatchObject({ field });
  });

  test('that asks nothing is not published, and one that is not published is not closed', async () => {
    const { id } = await does(agent, 'addSurvey', { title: 'Пустой' });
    expect(await refusedTo(agent, 'publishSurvey', { id })).toMatchObject({ refusal: 'SURVEY_WITHOUT_QUESTIONS' });
    expect(await refusedTo(agent, 'closeSurvey', { id })).toMatchObject({ refusal: 'SURVEY_NOT_PUBLISHED' });
    const assistant = await world.enters('assistant');
    for (const verb of ['publishSurvey', 'closeSurvey', 'endSurvey'])
      expect(await refusedTo(assistant, verb, { id }), verb).toMatchObject({ code: 'FORBIDDEN' });
    for (const [verb, input] of [
      ['addSurvey', { title: 'Свой' }],
      ['amendSurvey', { id, version: 1, title: 'Свой' }],
      ['inviteToSurvey', { surveyId: survey.id, clientId: client(0) }],
      ['addSurveyAnswer', answers(0, [{ question: 1, score: 5 }])],
    ] as const)
      expect(await refusedTo(assistant, verb, input), verb).toMatchObject({ code: 'FORBIDDEN' });
  });
});

describe('an answer to a survey', () => {
  test.each([
    [[], 'input.answers'],
    [[{ question: 5, text: 'Что?' }], 'input.answers.0.question'],
    [[{ question: 0, score: 5 }], 'input.answers.0.question'],
    [
      [
        { question: 1, score: 5 },
        { question: 1, score: 4 },
      ],
      'input.answers.1.question',
    ],
    [[{ question: 1, score: 6 }], 'input.answers.0.score'],
    [[{ question: 1, score: 0 }], 'input.answers.0.score'],
    [[{ question: 1, score: 11 }], 'input.answers.0.score'],
    [[{ question: 1 }], 'input.answers.0.score'],
    [[{ question: 1, score: 5, text: 'и ещё' }], 'input.answers.0.text'],
    [
      [
        { question: 1, score: 5 },
        { question: 3, choice: 'цена' },
      ],
      'input.answers.1.choice',
    ],
    [
      [
        { question: 1, score: 5 },
        { question: 4, choice: 'Цена' },
      ],
      'input.answers.1.text',
    ],
    [[{ question: 2, score: 10 }], 'input.answers'],
  ])('is refused as %j, naming the field', async (items, field) => {
    const before = await entries(world);
    expect(await refusedTo(agent, 'addSurveyAnswer', answers(0, items))).toMatchObject({
      code: 'BAD_USER_INPUT',
      field,
    });
    expect(await entries(world)).toBe(before);
  });

  test('counts for NPS with its question, once a client, and follows what is put right', async () => {
    const at = moscow('2026-03-20T10:00');
    const items = [
      { question: 1, score: 5 },
      { question: 2, score: 10 },
    ];
    const input = { key: 'answer', ...answers(0, items, { at }) };
    const given = await does(agent, 'addSurveyAnswer', input, 'id version npsScore employee { id }');
    expect(given).toMatchObject({ npsScore: 10, employee: { id: vera.id } });
    expect(await standsFor(world, 'survey_answer', given.id)).toEqual([
      { at, employee: vera.id, adds: { nps_answers: 1, promoters: 1 } },
    ]);
    const before = await entries(world);
    await does(agent, 'addSurveyAnswer', input);
    expect(await entries(world)).toBe(before);
    expect(await refusedTo(agent, 'addSurveyAnswer', answers(0, items))).toMatchObject({ refusal: 'TAKEN' });
    const amend = {
      id: given.id,
      version: 1,
      answers: [
        { question: 1, score: 5 },
        { question: 2, score: 3 },
      ],
    };
    await does(agent, 'amendSurveyAnswer', amend);
    expect(await standsFor(world, 'survey_answer', given.id)).toEqual([
      { at, employee: vera.id, adds: { nps_answers: 1, detractors: 1 } },
    ]);
    await does(agent, 'endSurveyAnswer', { id: given.id });
    expect(await standsFor(world, 'survey_answer', given.id)).toEqual([]);
    const outside = answers(0, items, { at: moscow('2026-02-28T10:00') });
    expect(await refusedTo(agent, 'addSurveyAnswer', outside)).toMatchObject({ field: 'input.at' });
  });

  test('makes the results: what plain counting over the answers says', async () => {
    const given: { score: number; nps: number | null; choice: string | null }[] = [
      ...[
        { score: 5, nps: 10, choice: 'Цена' },
        { score: 4, nps: 9, choice: 'Срок' },
        { score: 5, nps: 8, choice: 'Цена' },
      ],
      ...[
        { score: 1, nps: 0, choice: null },
        { score: 3, nps: null, choice: 'Цена' },
        { score: 2, nps: 6, choice: null },
      ],
      ...[{ score: 5, nps: 7, choice: 'Срок' }],
    ];
    for (const [i, { score, nps, choice }] of given.entries()) {
      const items = [
        { question: 1, score },
        ...(nps === null ? [] : [{ question: 2, score: nps }]),
        ...(choice === null ? [] : [{ question: 3, choice }]),
        ...(i % 3 === 0 ? [{ question: 4, text: 'Быстрее' }] : []),
      ];
      await does(agent, 'inviteToSurvey', { surveyId: survey.id, clientId: client(i + 1), dueOn: '2026-03-30' });
      await does(agent, 'addSurveyAnswer', answers(i + 1, items));
    }
    await does(agent, 'inviteToSurvey', { surveyId: survey.id, clientId: client(11) });
    const twice = { surveyId: survey.id, clientId: client(11) };
    expect(await refusedTo(agent, 'inviteToSurvey', twice)).toMatchObject({
      refusal: 'TAKEN',
      field: 'input.clientId',
    });
    const analyst = await world.enters('analyst');
    const { surveyResults } = await analyst.ask<{ surveyResults: { questions: object[] } }>(results, { id: survey.id });
    const shares = (values: string[], found: (string | number | null)[]) =>
      values.map((answer) => ({ answer, count: found.filter((value) => String(value) === answer).length }));
    const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => String(from + i));
    expect(surveyResults).toMatchObject({ survey: { id: survey.id }, invited: 8, answered: 7 });
    expect(surveyResults.questions).toEqual([
      // (5 + 4 + 5 + 1 + 3 + 2 + 5) ÷ 7
      {
        number: 1,
        text: questions[0]?.text,
        kind: 'SCORE',
        answers: 7,
        mean: 25 / 7,
        nps: null,
        shares: shares(
          range(1, 5),
          given.map(({ score }) => score),
        ),
      },
      // two promoters (10, 9), two detractors (0, 6), of six
      {
        number: 2,
        text: questions[1]?.text,
        kind: 'NPS',
        answers: 6,
        mean: 40 / 6,
        nps: 0,
        shares: shares(
          range(0, 10),
          given.map(({ nps }) => nps),
        ),
      },
      {
        number: 3,
        text: questions[2]?.text,
        kind: 'CHOICE',
        answers: 5,
        mean: null,
        nps: null,
        shares: shares(
          ['Цена', 'Срок', 'Качество'],
          given.map(({ choice }) => choice),
        ),
      },
      { number: 4, text: questions[3]?.text, kind: 'TEXT', answers: 3, mean: null, nps: null, shares: [] },
    ]);
  });

  test('is no longer taken once the survey is closed; nobody answered means no mean', async () => {
    await does(agent, 'closeSurvey', { id: survey.id });
    const late = await refusedTo(agent, 'addSurveyAnswer', answers(9, [{ question: 1, score: 5 }]));
    expect(late).toMatchObject({ refusal: 'SURVEY_NOT_PUBLISHED' });
    const { id } = await does(agent, 'addSurvey', { title: 'Без ответов', questions });
    const { surveyResults } = await agent.ask<{ surveyResults: { questions: object[] } }>(results, { id });
    expect(surveyResults).toMatchObject({ invited: 0, answered: 0 });
    expect(surveyResults.questions[1]).toMatchObject({ answers: 0, mean: null, nps: null });
    expect(await agent.ask(results, { id: '999' })).toEqual({ surveyResults: null });
    const wall = await world.enters('screen');
    expect(await wall.refused(results, { id })).toMatchObject({ code: 'FORBIDDEN' });
  });
});
