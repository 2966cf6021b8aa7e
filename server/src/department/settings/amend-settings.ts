import type { Context } from '../../context.ts';
import { postNews } from '../../ledger/news.ts';
import { runVerb } from '../../ledger/verb.ts';
import { Refusal } from '../../lib/refusal.ts';
import { sql } from '../../lib/sql.ts';
import { checkedText } from '../../lib/text.ts';
import { keepWindow } from './keep-window.ts';

/** What is to change in the settings: what is left out, or null, stays. */
export interface AmendSettings {
  key: string;
  revision: number;
  departmentName?: string | null;
  activityWindowDays?: number | null;
  workStarts?: string | null;
  workEnds?: string | null;
  workingWeek?: readonly number[] | null;
  answerWithinMinutes?: number | null;
}

interface Hours {
  revision: number;
  starts: string;
  ends: string;
}

/** there is one row of settings, and this is its id */
const only = '1';
const longestWindow = 3_650;
const weekdays = 7;
/** a month of days and nights */
const longestAnswer = 43_200;

/**
 * Amends what the department has decided about itself. It holds for what is done from then on, on every server; what has been posted stays.
 */
export async function amendSettings(ctx: Context, input: AmendSettings): Promise<void> {
  const call = { verb: 'amendSettings', key: input.key, input, result: { id: only } };
  await runVerb(ctx, call, async (tx) => {
    const name = given(input.departmentName, (text) => checkedText(text.trim(), 'input.departmentName', 'a name', 200));
    const window = given(input.activityWindowDays, checkedWindow);
    const starts = given(input.workStarts, (text) => checkedTime(text, 'input.workStarts', '23:59'));
    const ends = given(input.workEnds, (text) => checkedTime(text, 'input.workEnds', '24:00'));
    const week = given(input.workingWeek, checkedWeek);
    const answer = given(input.answerWithinMinutes, checkedAnswer);
    const [before] = await tx.query<Hours>(sql`/* lock-settings */ select revision::integer as revision,
      to_char(work_starts, 'HH24:MI') as starts, to_char(work_ends, 'HH24:MI') as ends from setting for update`);
    if (!before) throw new Error('there are no settings to amend');
    if (before.revision !== input.revision) {
      const refusal = { refusal: 'VERSION_CONFLICT', field: 'input.revision', revision: before.revision };
      throw Refusal.conflict(
        `input.revision: the settings are at revision ${before.revision}, not ${input.revision}`,
        refusal,
      );
    }
    // written with two digits, times compare as texts
    if ((ends ?? before.ends) <= (starts ?? before.starts)) {
      const [field, expected] =
        ends === null
          ? ['input.workStarts', `a time before ${before.ends}, when work ends`]
          : ['input.workEnds', `a time after ${starts ?? before.starts}, when work starts`];
      throw Refusal.badInput(field ?? '', expected ?? '');
    }
    if (window !== null) await keepWindow(tx, ctx.clock.now(), window);
    await tx.query(sql`/* amend-settings */ update setting set revision = revision + 1,
      department_name = coalesce(${name}, department_name), activity_window_days = coalesce(${window}, activity_window_days),
      work_starts = coalesce(${starts}::time, work_starts), work_ends = coalesce(${ends}::time, work_ends),
      working_week = coalesce(${week}::smallint[], working_week),
      answer_within_seconds = coalesce(${answer}::integer * 60, answer_within_seconds)`);
    await postNews(tx, ctx, 'settings_changed', {});
  });
}

/** What was given, checked; null: it stays. */
function given<Value, Checked>(value: Value | null | undefined, check: (value: Value) => Checked): Checked | null {
  return value === null || value === undefined ? null : check(value);
}

function checkedWindow(days: number): number {
  if (days >= 1 && days <= longestWindow) return days;
  throw Refusal.badInput('input.activityWindowDays', `a number of days from 1 to ${longestWindow}`, { got: days });
}

function checkedAnswer(minutes: number): number {
  if (minutes >= 1 && minutes <= longestAnswer) return minutes;
  throw Refusal.badInput('input.answerWithinMinutes', `a number of minutes from 1 to ${longestAnswer}`, {
    got: minutes,
  });
}

function checkedTime(text: string, field: string, last: string): string {
  if (/^([01]\d|2[0-3]):[0-5]\d$/.test(text) || text === last) return text;
  throw Refusal.badInput(field, `a time as HH:MM, from 00:00 to ${last}`);
}

function checkedWeek(days: readonly number[]): number[] {
  const distinct = new Set(days);
  const sound = days.every((day) => day >= 1 && day <= weekdays) && distinct.size === days.length;
  if (sound && days.length > 0) return [...days].toSorted((a, b) => a - b);
  throw Refusal.badInput('input.workingWeek', 'one to seven different days, from 1 (Monday) to 7 (Sunday)');
}
