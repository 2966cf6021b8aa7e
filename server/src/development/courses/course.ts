import { defineRecord } from '../../records/define-record.ts';
import { choice, decimal, text } from '../../records/field.ts';

/** A way to learn something (обучение): assigned to people. */
export const courseNoun = defineRecord({
  name: 'Course',
  table: 'course',
  many: 'courses',
  one: 'course',
  description: 'A way to learn something, of four kinds (обучение).',
  fields: {
    title: text({ description: 'what it is called', required: true, search: true, order: true }),
    kind: choice(
      'CourseKind',
      {
        course: 'lessons with a teacher (курс)',
        mentoring: 'learning beside somebody who knows (наставничество)',
        online: 'lessons on a screen (онлайн)',
        conference: 'going where others tell (конференция)',
      },
      { description: 'how it is learnt', required: true, filter: true },
    ),
    description: text({ description: 'what is learnt', most: 4000 }),
    url: text({
      description: 'where it is',
      most: 1000,
      pattern: { form: /^https?:\/\/[^\s]+$/, expected: 'a link, http or https' },
    }),
    hours: decimal({ description: 'how long it takes', most: 10_000, decimals: 2 }),
    provider: text({ description: 'who gives it', most: 300 }),
  },
});
