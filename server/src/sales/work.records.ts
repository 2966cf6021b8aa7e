import { workRules } from '../records/record-rules.ts';
import type { Registered } from '../records/registered.ts';
import { activityNoun } from './activities/activity.ts';
import { leadRules, leadVerbs } from './leads/lead.rules.ts';
import { leadNoun } from './leads/lead.ts';
import { taskRules, taskVerbs } from './tasks/task.rules.ts';
import { taskNoun } from './tasks/task.ts';

/** What sellers do all day. */
export const workRecords: readonly Registered[] = [
  { record: leadNoun, rules: leadRules, verbs: leadVerbs },
  { record: activityNoun, rules: workRules(activityNoun, { with: ['assistant', 'service_agent'] }) },
  { record: taskNoun, rules: taskRules, verbs: taskVerbs },
];
