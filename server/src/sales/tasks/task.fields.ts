import { departmentNoun } from '../../department/departments/department.ts';
import { employeeNoun } from '../../department/employees/employee.ts';
import { teamNoun } from '../../department/teams/team.ts';
import type { Row } from '../../records/define-record.ts';
import { choice, day, instant, ref, text, whole } from '../../records/field.ts';
import type { Noun } from '../../records/noun.ts';
import { clientNoun } from '../clients/client.ts';
import { dealNoun } from '../deals/deal.ts';
import { leadNoun } from '../leads/lead.ts';

export const taskKinds = {
  other: 'anything else',
  call: 'a call to make (звонок)',
  meeting: 'a meeting to hold (встреча)',
  letter: 'a letter or message to write (письмо)',
  presentation: 'a presentation to give (презентация)',
  escalation: 'a lead nobody has answered in time, told to a superior',
} as const;

const taskStatuses = { open: 'to be done', done: 'done', cancelled: 'called off' } as const;

const priorities = {
  low: 'when there is time',
  normal: 'as it comes',
  high: 'before others',
  urgent: 'before everything else',
} as const;

export const repetitions = {
  none: 'once',
  daily: 'every day',
  working_daily: 'every working day of the department',
  weekly: 'every week',
  monthly: 'every month on the same day, in shorter months on the last',
} as const;

const whole31 = { least: 1, most: 31 } as const;

/** The fields of a task. It may name the one before it: `itself` is its own noun. */
export function taskFieldsOf(itself: () => Noun<object>) {
  return {
    title: text({ description: 'what is to be done', required: true, search: true, personal: true }),
    note: text({ description: 'all there is to know', most: 5000, search: true, personal: true }),
    kind: choice('TaskKind', taskKinds, {
      description: 'what kind of work it is; OTHER unless told',
      ...{ required: true, filled: true, filter: true },
    }),
    status: choice('TaskStatus', taskStatuses, {
      description: 'how it stands',
      ...{ required: true, filled: true, input: false, filter: true },
    }),
    priority: choice('TaskPriority', priorities, {
      description: 'how much it presses; NORMAL unless told',
      ...{ required: true, filled: true, filter: true },
    }),
    assignee: ref(() => employeeNoun, {
      description: 'who is to do it; left out: the viewer',
      column: 'employee_id',
      filter: true,
    }),
    team: ref(() => teamNoun, { description: 'their team', input: false, filter: true }),
    department: ref(() => departmentNoun, { description: 'their department', input: false, filter: true }),
    author: ref(() => employeeNoun, { description: 'who gave it', input: false, filter: true }),
    client: ref(() => clientNoun, {
      description: "about which client; left out: the deal's, the lead's",
      filter: true,
    }),
    deal: ref(() => dealNoun, { description: 'about which deal', filter: true }),
    lead: ref(() => leadNoun, { description: 'about which lead', filter: true }),
    dueAt: instant({ description: 'by when', required: true, future: true, filter: true, order: true }),
    doneAt: instant({ description: 'when it was done', input: false, filter: true }),
    result: text({ description: 'what came of it', most: 2000, input: false, personal: true }),
    repeats: choice('TaskRepetition', repetitions, {
      description: 'when it comes again after it was done or called off; NONE unless told',
      ...{ required: true, filled: true, filter: true },
    }),
    repeatsUntil: day({ description: 'the last day on which it may come again; null: without end' }),
    repeatDay: whole({
      description: 'the day of the month on which a monthly one is due where the month has it',
      ...{ required: true, filled: true, input: false, ...whole31 },
    }),
    repeatOf: ref(itself, { description: 'the one before it, when it came again', input: false, filter: true }),
  } as const;
}

export type TaskFields = ReturnType<typeof taskFieldsOf>;
export type TaskRow = Row<TaskFields>;
