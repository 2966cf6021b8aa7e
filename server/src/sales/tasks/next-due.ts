import { Temporal } from 'temporal-polyfill';
import { addWorkingDays, type WorkingCalendar } from '../../department/calendar/working-days.ts';
import { addUnits } from '../../lib/period.ts';
import { addDays, type Day, dayOf, daysBetween, monthOf } from '../../lib/zone.ts';
import type { TaskRow } from './task.fields.ts';

/** A task that may come again. */
export type Repeating = Pick<TaskRow, 'repeats' | 'repeatsUntil' | 'repeatDay' | 'dueAt'>;

/**
 * When a task is due again: the first time of its calendar after it was due and after it was done, by the same clock on the wall. What was
 * missed meanwhile is not made up for. Null: never again.
 */
export function nextDue(task: Repeating, doneAt: Date, calendar: WorkingCalendar): Date | null {
  if (task.repeats === 'none') return null;
  const { timeZone } = calendar;
  const due = dayOf(task.dueAt, timeZone);
  const done = dayOf(doneAt, timeZone);
  // today's may still be ahead when yesterday's was done this morning
  let day = dayAfter(task, due, addDays(later(done, due), -1), calendar);
  for (;;) {
    if (task.repeatsUntil !== null && day > task.repeatsUntil) return null;
    const at = sameTime(task.dueAt, day, timeZone);
    if (at > task.dueAt && at > doneAt) return at;
    day = dayAfter(task, due, day, calendar);
  }
}

/** The first day of the calendar of a task after a day that is not before its due day less one. */
function dayAfter(task: Repeating, due: Day, day: Day, calendar: WorkingCalendar): Day {
  switch (task.repeats) {
    case 'working_daily':
      return addWorkingDays(calendar, day, 1);
    case 'weekly':
      return addDays(due, (Math.floor(daysBetween(due, day) / 7) + 1) * 7);
    case 'monthly': {
      const inMonth = onDay(monthOf(day), task.repeatDay);
      return inMonth > day ? inMonth : onDay(addUnits(monthOf(day), 'MONTH', 1), task.repeatDay);
    }
    default:
      return addDays(day, 1);
  }
}

/** A day of a month; the last one where the month is shorter. */
function onDay(month: Day, dayOfMonth: number): Day {
  const { daysInMonth } = Temporal.PlainDate.from(month);
  return addDays(month, Math.min(dayOfMonth, daysInMonth) - 1);
}

/** When the clock on the wall shows on a day what it shows at an instant. */
function sameTime(instant: Date, day: Day, timeZone: string): Date {
  const plainTime = Temporal.Instant.fromEpochMilliseconds(instant.getTime())
    .toZonedDateTimeISO(timeZone)
    .toPlainTime();
  return new Date(Temporal.PlainDate.from(day).toZonedDateTime({ timeZone, plainTime }).epochMilliseconds);
}

function later(one: Day, other: Day): Day {
  return [one, other].toSorted()[1] ?? other;
}
