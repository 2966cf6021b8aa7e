import { type NounRules, own } from '../../access/rules.ts';
import { office, workRules } from '../../records/record-rules.ts';
import { completeTask } from './complete-task.ts';
import { reopenTask } from './reopen-task.ts';
import { taskNoun } from './task.ts';

export const taskVerbs = [completeTask, reopenTask] as const;

const work = workRules(taskNoun, { verbs: taskVerbs, with: ['assistant'] });
const verbs = [
  ...Object.values(taskNoun.verbNames).filter((verb) => verb !== null),
  ...taskVerbs.map(({ name }) => name),
];

/** Tasks are daily work, and everybody who works here has some of their own; an assistant gives them within their department. */
export const taskRules: NounRules = {
  ...work,
  rules: [...work.rules, { who: ['analyst', 'marketer', 'service_agent'], may: verbs, which: own }],
};

/** Whoever works here asks for anybody's day, and is shown of it what they may see. */
export const employeeDayRules: NounRules = { subject: 'EmployeeDay', rules: [{ who: office, may: ['read'] }] };
