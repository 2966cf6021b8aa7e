import type { Posting } from '../../records/define-record.ts';
import type { TaskRow } from './task.fields.ts';

/** A task falls due, and was done by then or not: both count at the instant it is due, which may lie ahead. Called off, it counts nothing. */
export function projectTask({ endedAt, dueAt, doneAt, stamps }: TaskRow): Posting[] {
  if (endedAt !== null) return [];
  const isOnTime = doneAt !== null && doneAt <= dueAt;
  const amounts = { tasks_due: 1, ...(isOnTime && { tasks_on_time: 1 }) };
  return [{ at: dueAt, dimensions: { ...stamps.assignee, ...stamps.client }, amounts }];
}
