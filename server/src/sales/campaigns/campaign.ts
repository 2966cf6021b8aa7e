import { departmentNoun } from '../../department/departments/department.ts';
import { employeeNoun } from '../../department/employees/employee.ts';
import { Refusal } from '../../lib/refusal.ts';
import { sql } from '../../lib/sql.ts';
import { defineRecord, type Step } from '../../records/define-record.ts';
import { choice, day, money, ref, text } from '../../records/field.ts';
import { referenceKinds } from '../../records/reference-kinds.ts';
import { sourceNoun } from '../sources/source.ts';

const fields = {
  name: text({ description: 'what it is called', required: true, search: true, order: true }),
  source: ref(() => sourceNoun, { description: 'by which source it reaches people', filter: true }),
  kind: choice(
    'CampaignKind',
    {
      advertising: 'paid advertising',
      mailing: 'letters',
      social: 'posts in social networks',
      content: 'articles, films, webinars',
      event: 'an exhibition, a conference',
      promotion: 'a discount, a gift',
      referral: 'clients bring clients',
      other: 'anything else',
    },
    { description: 'of what kind; null: not told', filter: true },
  ),
  startsOn: day({ description: 'its first day', filter: true }),
  endsOn: day({ description: 'its last day; null: open', filter: true }),
  budget: money({ description: 'what may be spent on it' }),
  goal: text({ description: 'what it is to reach', most: 2000 }),
  owner: ref(() => employeeNoun, { description: 'who answers for it', filter: true }),
  department: ref(() => departmentNoun, { description: 'who pays for it; the department of its owner unless told' }),
} as const;

/** What marketing does for a while to be noticed (кампания). */
export const campaignNoun = defineRecord({
  name: 'Campaign',
  table: 'campaign',
  many: 'campaigns',
  one: 'campaign',
  description: 'A marketing campaign (кампания).',
  fields,
  kinds: referenceKinds,
  complete,
  touches: (row) => ({
    ...{ campaign_id: row.id, source_id: row.sourceId, employee_id: row.ownerId, department_id: row.departmentId },
  }),
});

async function complete({ tx, before, after, input }: Step<typeof fields>): Promise<void> {
  if (after.startsOn !== null && after.endsOn !== null && after.endsOn < after.startsOn)
    throw Refusal.badInput('input.endsOn', 'a day not before startsOn');
  const otherOwner = after.ownerId !== null && after.ownerId !== before?.ownerId;
  if (!otherOwner || input.departmentId !== undefined || after.departmentId !== null) return;
  const [owner] = await tx.query<{ department_id: string | null }>(sql`/* department-of-owner */ select t.department_id
    from employee e left join team t on t.id = e.team_id where e.id = ${after.ownerId}`);
  after.departmentId = owner?.department_id ?? null;
}
