import { departmentNoun } from '../../department/departments/department.ts';
import { employeeNoun } from '../../department/employees/employee.ts';
import { teamNoun } from '../../department/teams/team.ts';
import type { Row } from '../../records/define-record.ts';
import { choice, instant, ref, text, whole } from '../../records/field.ts';
import { clientNoun } from '../clients/client.ts';
import { contactChannelNoun } from '../contact-channels/contact-channel.ts';
import { contactNoun } from '../contacts/contact.ts';
import { dealNoun } from '../deals/deal.ts';
import { leadNoun } from '../leads/lead.ts';

export const activityKinds = {
  call_in: 'a call taken (входящий звонок)',
  call_out: 'a call made (исходящий звонок)',
  meeting: 'a meeting held (встреча)',
  email: 'a letter sent (письмо)',
  message: 'a message sent (сообщение)',
  presentation: 'a presentation given (презентация)',
} as const;

export const activityResults = {
  reached: 'somebody was talked to',
  no_answer: 'nobody was there',
  call_back: 'they asked to be contacted later',
  agreed: 'they agreed to the next step',
  thinking: 'they want to think about it',
  refused: 'they refused',
  wrong_contact: 'the number or address is not theirs',
} as const;

/** a day: nobody talks longer */
const longestCall = 86_400;

export const activityFields = {
  kind: choice('ActivityKind', activityKinds, { description: 'what it was', required: true, filter: true }),
  at: instant({
    description: 'when it was; left out: now',
    ...{ required: true, filled: true, filter: true, order: true },
  }),
  employee: ref(() => employeeNoun, { description: 'who did it; left out: the viewer', filter: true }),
  team: ref(() => teamNoun, { description: 'their team then', input: false, filter: true }),
  department: ref(() => departmentNoun, { description: 'their department then', input: false, filter: true }),
  // in the order in which whoever changes several of them takes them
  lead: ref(() => leadNoun, { description: 'about which lead', filter: true, changes: true }),
  deal: ref(() => dealNoun, { description: 'about which deal', filter: true, changes: true }),
  client: ref(() => clientNoun, {
    description: "with whom; left out: the deal's, the lead's, the contact's",
    ...{ filter: true, changes: true },
  }),
  contact: ref(() => contactNoun, { description: 'the person at the client', filter: true }),
  contactChannel: ref(() => contactChannelNoun, { description: 'by which channel of contact', filter: true }),
  talkSeconds: whole({
    description: 'seconds talked, of calls only; null: not known',
    filter: true,
    most: longestCall,
  }),
  recordingUrl: text({
    description: 'where the record of the call is',
    ...{ most: 2000, personal: true, pattern: { form: /^https?:\/\/[^\s]+$/i, expected: 'an http or https address' } },
  }),
  result: choice('ActivityResult', activityResults, { description: 'how it ended', filter: true }),
  note: text({ description: 'what was said', most: 5000, search: true, personal: true }),
} as const;

export type ActivityRow = Row<typeof activityFields>;
