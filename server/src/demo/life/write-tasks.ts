import { dayOf } from '../../lib/zone.ts';
import { writeMany } from '../../records/write-many.ts';
import { taskNoun } from '../../sales/tasks/task.ts';
import { externalId } from '../nouns.ts';
import { routineTasks, type TaskSet, tasksOfTale } from './tasks-set.ts';
import { peopleOf, placeOf, type Telling } from './telling.ts';

/** Writes what was to be done: about deals, and every week. */
export async function writeTasks(telling: Telling): Promise<void> {
  const { tx, ctx, world, tales, until } = telling;
  const isWhole = telling.after <= world.office.instant(0);
  // what comes every week comes again by itself
  const routine = isWhole ? [...routineTasks(world, until)] : [];
  const all = [...tales.flatMap((tale) => [...tasksOfTale(world, tale, until)]), ...routine];
  await writeMany(
    tx,
    ctx,
    taskNoun,
    all.toSorted((a, b) => a.setAt.getTime() - b.setAt.getTime()).map((task) => rowOf(telling, task)),
  );
}

function rowOf(telling: Telling, task: TaskSet) {
  const { nouns, dealIds, heard, ctx } = telling;
  const { title, kind, priority, by, author, client, deal, setAt, dueAt, doneAt, result, weekly } = task;
  const assignee = peopleOf(telling, by);
  const place = client ? placeOf(telling, client) : { client_id: null, segment_id: null, territory_id: null };
  return {
    externalId: externalId(task.name),
    ...{ title, kind, priority, result, dueAt, doneAt, status: doneAt ? ('done' as const) : ('open' as const) },
    ...{ assigneeId: assignee.employee_id, teamId: assignee.team_id, departmentId: assignee.department_id },
    ...{ authorId: nouns.of('employee', author).id, clientId: place.client_id },
    dealId: deal === null ? null : (dealIds.get(deal) ?? null),
    repeats: weekly ? ('weekly' as const) : ('none' as const),
    repeatDay: Number(dayOf(dueAt, ctx.settings.timeZone).slice(-2)),
    stamps: { assignee, client: place },
    recordedAt: heard(setAt),
  };
}
