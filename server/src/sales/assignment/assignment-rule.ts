import { sql } from '../../lib/sql.ts';
import { defineRecord } from '../../records/define-record.ts';
import { text, whole } from '../../records/field.ts';
import { ensureRule, ruleFields } from './rule-fields.ts';

/** How new clients and leads find their manager (правило распределения): in order, the first that fits decides. */
export const assignmentRuleNoun = defineRecord({
  name: 'AssignmentRule',
  table: 'assignment_rule',
  many: 'assignmentRules',
  one: 'assignmentRule',
  description:
    'How new clients and leads find their manager (правило распределения): in the order of `position` the first that fits, and finds somebody, decides. Without an employee and a team: whoever answers for the group of the client.',
  fields: {
    name: text({ description: 'what it is called', required: true, search: true }),
    position: whole({
      description: 'its place among the rules, the least first; of equals the one added first. Left out: last',
      ...{ required: true, filled: true, order: true, most: 1_000_000 },
    }),
    ...ruleFields,
  },
  order: { by: 'position', direction: 'ASC' },
  touches: (row) => ({
    ...{ employee_id: row.employeeId, team_id: row.teamId, territory_id: row.territoryId, segment_id: row.segmentId },
    ...{ product_line_id: row.productLineId, source_id: row.sourceId },
  }),
  complete: async ({ tx, after }) => {
    after.appliesTo ??= 'both';
    ensureRule(after, 'input');
    if (after.position !== null) return;
    const [last] = await tx.query<{ position: number }>(
      sql`/* last-rule */ select coalesce(max(position), 0) + 1 as position from assignment_rule where ended_at is null`,
    );
    after.position = last?.position ?? 1;
  },
});
