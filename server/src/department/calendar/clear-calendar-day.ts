import type { Context } from '../../context.ts';
import { postNews } from '../../ledger/news.ts';
import { runVerb } from '../../ledger/verb.ts';
import { Refusal } from '../../lib/refusal.ts';
import { sql } from '../../lib/sql.ts';
import type { Day } from '../../lib/zone.ts';
import { checkedDay } from './list-days.ts';
import { idOfDay } from './set-calendar-day.ts';

export interface ClearCalendarDay {
  key: string;
  day: Day;
}

/** Takes back what the department has decided about a day: the week and the country say again what it is. */
export async function clearCalendarDay(ctx: Context, input: ClearCalendarDay): Promise<void> {
  const call = { verb: 'clearCalendarDay', key: input.key, input, result: { id: idOfDay(input.day) } };
  await runVerb(ctx, call, async (tx) => {
    const day = checkedDay(input.day, 'input.day');
    const gone = await tx.query(
      sql`/* clear-calendar-day */ delete from calendar_day where day = ${day} returning true as gone`,
    );
    if (gone.length === 0) throw Refusal.notFound('input.day', 'calendar day', day);
    await postNews(tx, ctx, 'settings_changed', {});
  });
}
