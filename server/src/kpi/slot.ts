import type { DayRange } from '../lib/period.ts';
import type { ComparedRange } from './comparison.ts';
import type { Compared, Question } from './question.ts';
import type { Answer, Windows } from './read-sums.ts';
import type { Window } from './timeline.ts';

/** One place for figures: the days it means, and where these lie on the question's timeline. */
export interface Slot {
  range: DayRange | ComparedRange;
  window: Window;
}

/** A row's slot, and the one it is compared with. */
export interface Slots {
  /** whether it is one bucket of several */
  bucket: boolean;
  current: Slot;
  previous: Slot | null;
}

/** The slots of an answer: of the whole period, and of each bucket of a grain. */
export function slotsOf({ whole, buckets }: Question, answer: Answer): { whole: Slots; buckets: Slots[] | null } {
  const slots = (compared: Compared, windows: Windows, bucket: boolean): Slots => ({
    bucket,
    current: { range: compared.range, window: windows.current },
    previous: compared.previous &&
      windows.previous && {
        range: compared.previous,
        window: windows.previous,
      },
  });
  return {
    whole: slots(whole, answer.whole, false),
    buckets: buckets?.map((bucket, i) => slots(bucket, answer.buckets?.[i] ?? answer.whole, true)) ?? null,
  };
}

/** All of them in one list. */
export function everySlot({ whole, buckets }: { whole: Slots; buckets: Slots[] | null }): Slot[] {
  return [whole, ...(buckets ?? [])].flatMap(({ current, previous }) => (previous ? [current, previous] : [current]));
}
