import { Refusal } from '../../lib/refusal.ts';
import type { SurveyQuestion } from './survey.ts';

/** An answer to one question: of score, choice and text only what the kind of the question asks for. */
export interface GivenAnswer {
  question: number;
  score: number | null;
  choice: string | null;
  text: string | null;
}

/** Where the answer to a kind of question stands, and what it has to be. */
const places = {
  score: { at: 'score', expected: 'a score of 1 to 5', fits: ({ score }: GivenAnswer) => within(score, 1, 5) },
  nps: { at: 'score', expected: 'a score of 0 to 10', fits: ({ score }: GivenAnswer) => within(score, 0, 10) },
  choice: {
    at: 'choice',
    expected: 'one of the options of the question',
    fits: ({ choice }: GivenAnswer, { options }: SurveyQuestion) => choice !== null && options.includes(choice),
  },
  text: { at: 'text', expected: 'words', fits: ({ text }: GivenAnswer) => text !== null },
} as const;

/** Refuses answers that do not match the questions, naming which. Gives the answer to the question of NPS; null: there is none. */
export function checkAnswers(questions: readonly SurveyQuestion[], answers: readonly GivenAnswer[]): number | null {
  const seen = new Set<number>();
  let nps: number | null = null;
  for (const [i, answer] of answers.entries()) {
    const path = `input.answers.${i}`;
    const question = questions[answer.question - 1];
    if (!question) throw Refusal.badInput(`${path}.question`, `a question from 1 to ${questions.length}`);
    if (seen.has(answer.question)) throw Refusal.badInput(`${path}.question`, 'each question answered once');
    seen.add(answer.question);
    const { at, expected, fits } = places[question.kind];
    if (!fits(answer, question)) throw Refusal.badInput(`${path}.${at}`, expected);
    const beside = (['score', 'choice', 'text'] as const).find((name) => name !== at && answer[name] !== null);
    if (beside) throw Refusal.badInput(`${path}.${beside}`, `nothing: the question asks for a ${at}`);
    if (question.kind === 'nps') nps = answer.score;
  }
  const missing = questions.findIndex(({ required }, i) => required && !seen.has(i + 1));
  if (missing >= 0) throw Refusal.badInput('input.answers', `an answer to question ${missing + 1}: it is required`);
  return nps;
}

function within(score: number | null, least: number, most: number): boolean {
  return score !== null && score >= least && score <= most;
}
