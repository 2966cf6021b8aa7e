import { Refusal } from '../../lib/refusal.ts';
import { instant, text } from '../../records/field.ts';
import { defineVerb } from '../../records/record-verb.ts';
import { taskNoun } from './task.ts';

/** Says that a task is done; one that repeats comes again at its next time. */
export const completeTask = defineVerb(taskNoun, {
  name: 'completeTask',
  description: 'Says that a task is done; one that repeats is there again at its next time.',
  input: {
    at: instant({ description: 'when; left out: now' }),
    result: text({ description: 'what came of it', most: 2000 }),
  },
  act: ({ ctx, after }, { at, result }) => {
    if (after.doneAt !== null) {
      const message = `input.id: task ${after.id} was done at ${after.doneAt.toISOString()}`;
      throw Refusal.refused('TASK_ALREADY_DONE', message, { field: 'input.id' });
    }
    after.doneAt = at ?? ctx.clock.now();
    after.result = result ?? null;
  },
});
