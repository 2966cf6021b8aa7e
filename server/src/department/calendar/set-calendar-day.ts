import type { Context } from '../../context.ts';
import { postNews } from '../../ledger/news.ts';
import { runVerb } from '../../ledger/verb.ts';
import { sql } from '../../lib/sql.ts';
import { checkedText } from '../../lib/text.ts';
import type { Day } from '../../lib/zone.ts';
import type { DayKind } from './day-kind.ts';
import { checkedDay } from './list-days.ts';

export interface SetCalendarDay {
  key: string;
  day: Day;
  kind: DayKind;
  note?: string | null;
}

/**
 * Decides what a day is for this department, whatever the week and the country say; what it was decided to be before is replaced. It holds
 * for what is reckoned from then on; what has been posted stays.
 */
export async function setCalendarDay(ctx: Context, input: SetCalendarDay): Promise<void> {
  const call = { verb: 'setCalendarDay', key: input.key, input, result: { id: idOfDay(input.day) } };
  await runVerb(ctx, call, async (tx) => {
    const day = checkedDay(input.day, 'input.day');
    const note = input.note?.trim() ? checkedText(input.note.trim(), 'input.note', 'a note', 200) : null;
    await tx.query(sql`/* set-calendar-day */ insert into calendar_day (day, kind, note) values (${day}, ${input.kind}, ${note})
      on conflict (day) do update set kind = excluded.kind, note = excluded.note`);
    await postNews(tx, ctx, 'settings_changed', {});
  });
}

/** What idempotency keys know a day by. */
export function idOfDay(day: Day): string {
  return day.replaceAll('-', '');
}
