import type { Context } from '../../context.ts';
import { checkedId } from '../../lib/decimal-id.ts';
import { sql } from '../../lib/sql.ts';
import type { SurveyQuestion } from './survey.ts';

/** How often something was answered. */
export interface Share {
  answer: string;
  count: number;
}

/** What was answered to one question. */
export interface QuestionResults extends Pick<SurveyQuestion, 'text' | 'kind'> {
  number: number;
  answers: number;
  mean: number | null;
  nps: number | null;
  shares: Share[];
}

/** What was answered to a survey. */
export interface SurveyCounts {
  surveyId: string;
  invited: number;
  answered: number;
  questions: QuestionResults[];
}

interface Counted {
  invited: string;
  answered: string;
  questions: SurveyQuestion[];
  /** how often a question was answered with a value; of free words the value is null */
  counts: { question: number; value: string | null; count: number }[];
}

/** What was answered to a survey, question by question; null when there is none of that id. One statement. */
export async function surveyResults(ctx: Context, id: string): Promise<SurveyCounts | null> {
  const surveyId = checkedId(id, 'surveyId');
  const [counted] = await ctx.database.app.query<Counted>(sql`/* survey-results */ with
      given as (select a.answers from survey_answer a where a.survey_id = ${surveyId} and a.ended_at is null),
      counted as (select (item ->> 'question')::integer as question, coalesce(item ->> 'choice', item ->> 'score') as value, count(*) as count
        from given, jsonb_array_elements(given.answers) as item group by 1, 2)
    select s.questions,
      (select count(*) from survey_invitee i where i.survey_id = s.id and i.ended_at is null) as invited,
      (select count(*) from given) as answered,
      (select coalesce(jsonb_agg(to_jsonb(c)), '[]') from counted c) as counts
    from survey s where s.id = ${surveyId} and ${ctx.access.rows('read', 'Survey', 's')}`);
  if (!counted) return null;
  const of = Map.groupBy(counted.counts, ({ question }) => question);
  return {
    surveyId,
    invited: Number(counted.invited),
    answered: Number(counted.answered),
    questions: counted.questions.map((question, i) => resultsOf(question, i + 1, of.get(i + 1) ?? [])),
  };
}

function resultsOf(
  { text, kind, options }: SurveyQuestion,
  number: number,
  counts: Counted['counts'],
): QuestionResults {
  const answers = counts.reduce((sum, { count }) => sum + count, 0);
  const times = (value: string): number => counts.find((c) => c.value === value)?.count ?? 0;
  const scores = Array.from({ length: 11 }, (_, score) => ({ score, count: times(String(score)) }));
  const among = (least: number, most: number): number =>
    scores.slice(least, most + 1).reduce((sum, { count }) => sum + count, 0);
  const over = (sum: number): number | null => (answers > 0 ? sum / answers : null);
  const isScore = kind === 'score' || kind === 'nps';
  const values =
    kind === 'choice' ? options : scores.slice(...(kind === 'nps' ? [0, 11] : [1, 6])).map((s) => `${s.score}`);
  return {
    ...{ text, kind, number, answers },
    mean: isScore ? over(scores.reduce((sum, { score, count }) => sum + score * count, 0)) : null,
    nps: kind === 'nps' ? over(among(9, 10) - among(0, 6)) : null,
    shares: kind === 'text' ? [] : values.map((answer) => ({ answer, count: times(answer) })),
  };
}
