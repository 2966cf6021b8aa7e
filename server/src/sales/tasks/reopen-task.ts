import { Refusal } from '../../lib/refusal.ts';
import { defineVerb } from '../../records/record-verb.ts';
import { taskNoun } from './task.ts';

/** Says that a task is to be done after all: it was not done, or not to be called off. What came after it stays. */
export const reopenTask = defineVerb(taskNoun, {
  name: 'reopenTask',
  description: 'Says that a task is to be done after all: it was not done, or not to be called off.',
  input: {},
  ended: 'may',
  act: ({ after }) => {
    if (after.status === 'open') {
      const message = `input.id: task ${after.id} is open`;
      throw Refusal.refused('TASK_NOT_DONE', message, { field: 'input.id' });
    }
    after.doneAt = null;
    after.endedAt = null;
    after.result = null;
  },
});
