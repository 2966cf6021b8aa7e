import { departmentNoun } from '../../department/departments/department.ts';
import { dayOf } from '../../lib/zone.ts';
import { defineRecord } from '../../records/define-record.ts';
import { choice, day, ref, text, whole } from '../../records/field.ts';

/** A line of the SWOT analysis (SWOT-анализ). */
export const swotItemNoun = defineRecord({
  name: 'SwotItem',
  table: 'swot_item',
  many: 'swotItems',
  one: 'swotItem',
  description: 'A line of the SWOT analysis (SWOT-анализ).',
  fields: {
    quadrant: choice(
      'SwotQuadrant',
      {
        strength: 'what we do well (сильная сторона)',
        weakness: 'what we do badly (слабая сторона)',
        opportunity: 'what the market offers (возможность)',
        threat: 'what the market threatens with (угроза)',
      },
      { description: 'where it stands', required: true, filter: true },
    ),
    words: text({ description: 'what it is', required: true, most: 2000, search: true }),
    weight: whole({
      description: 'how much it matters, 1 to 5; 3 unless told',
      required: true,
      filled: true,
      least: 1,
      most: 5,
      order: true,
    }),
    department: ref(() => departmentNoun, { description: 'whose it is; null: the whole house', filter: true }),
    since: day({ description: 'since when; today unless told', required: true, filled: true, order: true }),
  },
  complete: ({ ctx, after }) => {
    after.weight ??= 3;
    after.since ??= dayOf(ctx.clock.now(), ctx.settings.timeZone);
  },
});
