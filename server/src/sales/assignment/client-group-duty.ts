import { employeeNoun } from '../../department/employees/employee.ts';
import { territoryNoun } from '../../department/territories/territory.ts';
import { defineRecord } from '../../records/define-record.ts';
import { ref } from '../../records/field.ts';
import { segmentNoun } from '../segments/segment.ts';

/** A group of clients somebody answers for (закреплённая группа клиентов). Several may share one. */
export const clientGroupDutyNoun = defineRecord({
  name: 'ClientGroupDuty',
  table: 'client_group_duty',
  many: 'clientGroupDuties',
  one: 'clientGroupDuty',
  description: 'A group of clients somebody answers for (закреплённая группа клиентов).',
  fields: {
    employee: ref(() => employeeNoun, { description: 'who answers for it', required: true, filter: true }),
    segment: ref(() => segmentNoun, { description: 'the group', required: true, filter: true }),
    territory: ref(() => territoryNoun, {
      description: 'only where; null: everywhere nobody answers for it there',
      filter: true,
    }),
  },
  unique: { client_group_duty_once: 'segmentId' },
  touches: (row) => ({ employee_id: row.employeeId, segment_id: row.segmentId, territory_id: row.territoryId }),
});
