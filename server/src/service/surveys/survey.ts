import { Refusal } from '../../lib/refusal.ts';
import { defineRecord, type Step } from '../../records/define-record.ts';
import type { ValueOf } from '../../records/field.ts';
import { choice, day, flag, items, text, texts } from '../../records/field.ts';

/** How a question is answered. */
export const surveyQuestionKind = choice(
  'SurveyQuestionKind',
  {
    score: 'a score of 1 to 5',
    nps: 'would you recommend us, 0 to 10: counts as an answer of NPS; one a survey',
    choice: 'one of the options',
    text: 'free words',
  },
  { description: 'how it is answered', required: true },
);

const question = {
  text: text({ description: 'what is asked', required: true, most: 1000 }),
  kind: surveyQuestionKind,
  options: texts({ description: 'CHOICE: what can be chosen', most: 20 }),
  required: flag({ description: 'cannot be passed over; no unless told' }),
};

const fields = {
  title: text({ description: 'what it is called', required: true, search: true, order: true }),
  questions: items('SurveyQuestion', question, {
    description: 'in order; they are fixed once it is published',
    most: 50,
  }),
  startsOn: day({ description: 'the first day answers are taken; null: at once', filter: true }),
  endsOn: day({ description: 'the last day answers are taken; null: until it is closed', filter: true }),
  status: choice(
    'SurveyStatus',
    { draft: 'being written', published: 'answers are taken', closed: 'no answers are taken any more' },
    { description: 'how it stands', required: true, filled: true, filter: true, input: false },
  ),
} as const;

export type SurveyQuestion = ValueOf<(typeof fields)['questions']>[number];

/** Questions to key clients (опрос ключевых клиентов). */
export const surveyNoun = defineRecord({
  name: 'Survey',
  table: 'survey',
  many: 'surveys',
  one: 'survey',
  description: 'Questions that key clients are asked (опрос ключевых клиентов).',
  fields,
  complete,
});

function complete({ before, after, input }: Step<typeof fields>): void {
  after.status ??= 'draft';
  if (after.startsOn !== null && after.endsOn !== null && after.endsOn < after.startsOn)
    throw Refusal.badInput('input.endsOn', 'a day not before startsOn');
  if (input.questions === undefined) return;
  if (before && before.status !== 'draft') {
    const message = `input.questions: survey ${after.id} is published, and what was asked stays as it was`;
    throw Refusal.refused('SURVEY_PUBLISHED', message, { field: 'input.questions', id: after.id });
  }
  for (const [i, asked] of after.questions.entries()) ensureAskable(asked, `input.questions.${i}`);
  after.questions = after.questions.map((asked) => ({ ...asked, required: asked.required ?? false }));
  const recommending = after.questions.flatMap(({ kind }, i) => (kind === 'nps' ? [i] : []));
  if (recommending.length > 1) {
    throw Refusal.badInput(`input.questions.${recommending[1]}.kind`, 'one question of the kind NPS at most');
  }
}

function ensureAskable({ kind, options }: SurveyQuestion, path: string): void {
  if (kind !== 'choice') {
    if (options.length > 0) throw Refusal.badInput(`${path}.options`, 'none: only a CHOICE has options');
    return;
  }
  if (options.length < 2 || new Set(options).size < options.length) {
    throw Refusal.badInput(`${path}.options`, 'at least two options, each other than the rest');
  }
}
