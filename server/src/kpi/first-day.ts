import type { Pool } from '../database/database.ts';
import { type Day, dayOf } from '../lib/zone.ts';

const firstDays = new WeakMap<Pool['pool'], Day>();

/**
 * ALL begins on the day of the first entry, which only the answering statement can tell for sure. So it is asked with the day known from
 * before, and asked again in the rare case that this was wrong. `first` of the answer: when the first entry took effect.
 */
export async function withFirstDay<Answer extends { first: Date | null }>(
  pool: Pool,
  timeZone: string,
  all: boolean,
  ask: (firstDay: Day | null) => Promise<Answer>,
): Promise<Answer> {
  for (;;) {
    const guess = firstDays.get(pool.pool) ?? null;
    const answer = await ask(guess);
    const first = answer.first && dayOf(answer.first, timeZone);
    if (!all || first === guess) return answer;
    if (first === null) firstDays.delete(pool.pool);
    else firstDays.set(pool.pool, first);
  }
}
