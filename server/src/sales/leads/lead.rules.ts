import type { Role } from '../../access/roles.ts';
import { type NounRules, nobodys, own, ownDepartment } from '../../access/rules.ts';
import { leaders, office, workRules } from '../../records/record-rules.ts';
import { answerLead } from './answer-lead.ts';
import { assignLead } from './assign-lead.ts';
import { leadFields } from './lead.fields.ts';
import { leadNoun } from './lead.ts';
import { qualifyLead } from './qualify-lead.ts';
import { rejectLead } from './reject-lead.ts';
import { reopenLead } from './reopen-lead.ts';

export const leadVerbs = [answerLead, qualifyLead, rejectLead, reopenLead, assignLead] as const;

const work = workRules(leadNoun, {
  verbs: [...leadVerbs, { name: 'convertLead' }],
  with: ['assistant'],
  read: leaders,
});

/** how somebody is reached is known to whoever works on it, and to those above */
const reached = ['phone', 'email'];
const others: readonly Role[] = ['assistant', 'analyst', 'marketer', 'service_agent', 'administrator', 'integration'];
const shown = [...['id', 'version', 'externalId', 'endedAt'], ...Object.keys(leadFields)].filter(
  (field) => !reached.includes(field),
);

/**
 * Leads are daily work; the rest of the house reads them without phone and e-mail, even where it notes them down. Whoever hears of a lead
 * first adds it, whoever gets it by the rules of assignment.
 */
export const leadRules: NounRules = {
  ...work,
  rules: [
    ...work.rules,
    { who: others, may: ['read'], fields: shown },
    { who: ['assistant', 'marketer', 'service_agent'], may: ['addLead'] },
  ],
};

const sellers: readonly Role[] = ['manager', 'representative'];
const limited: readonly Role[] = [...sellers, 'head_of_sales'];

/** How many leads wait is a figure: walls show it of all of them, whoever answers for some is told of those. */
export const leadsWaitingRules: NounRules = {
  subject: 'LeadsWaiting',
  ...(work.rows && { rows: work.rows }),
  rules: [
    { who: [...office.filter((role) => !limited.includes(role)), 'screen'], may: ['read'] },
    { who: sellers, may: ['read'], which: own },
    { who: ['head_of_sales'], may: ['read'], which: ownDepartment },
    { who: ['head_of_sales'], may: ['read'], which: nobodys },
  ],
};
