import type { Context } from '../../context.ts';
import type { Transaction } from '../../database/database.ts';
import { type Change, changeRow } from '../../records/change-record.ts';
import { lockRow } from '../../records/write-record.ts';
import { contactsOfDealChanged } from '../deals/first-contact.ts';
import { settleAnswer } from './first-answer.ts';
import type { LeadFields } from './lead.fields.ts';
import { leadNoun } from './lead.ts';

/** Nothing is told: completing the lead finds its answer. */
const counting: Change<LeadFields> = { verb: 'answerLead', fields: {}, act: () => undefined, ended: 'may' };

/** A contact with a lead was logged, amended or taken back: its first answer may be another now. */
export async function countAnswer(tx: Transaction, ctx: Context, leadId: string): Promise<void> {
  const before = await lockRow(tx, leadNoun, leadId);
  if (!before) throw new Error(`lead ${leadId} is referred to and is not there`);
  const settled = { ...before };
  await settleAnswer(tx, settled);
  const isSame =
    settled.answeredAt?.getTime() === before.answeredAt?.getTime() && settled.answeredById === before.answeredById;
  if (isSame) return;
  const { dealId } = await changeRow(tx, ctx, leadNoun, { id: leadId, input: {}, change: counting });
  if (dealId !== null) await contactsOfDealChanged(tx, ctx, dealId);
}
