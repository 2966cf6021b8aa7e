import {
  type Deed,
  type Happening,
  happening,
  idOf,
  instantOf,
  numberOf,
  type Place,
  type Raw,
  type Row,
  stampOf,
  when,
  workingSeconds,
} from './figures-rows.ts';

/** What was done day by day: contacts, leads, tasks and papers. What was taken back happened to nobody. */
export function workOf(raw: Raw): Happening[] {
  const standing = (rows: readonly Row[]) => rows.filter(({ ended_at: ended }) => ended === null);
  return [
    ...standing(raw.activity).flatMap(contact),
    ...standing(raw.lead).flatMap(lead),
    ...standing(raw.task).flatMap(task),
    ...raw.document.flatMap(paper),
    ...raw.payment.flatMap(payment),
  ];
}

const contacts: Record<string, Deed> = {
  ...{ call_in: 'callTaken', call_out: 'callMade', meeting: 'meeting', email: 'letter', message: 'message' },
  presentation: 'presentation',
};

function contact(row: Row): Happening[] {
  const deed = contacts[String(row['kind'])];
  if (!deed) throw new Error(`an activity of the kind ${row['kind']}`);
  const about = { ...stampOf(row, 'client'), contact_channel_id: idOf(row, 'contact_channel_id') };
  const place = { ...stampOf(row, 'employee'), ...about };
  const at = instantOf(row, 'at');
  return [happening(deed, at, place), happening('talked', at, place, numberOf(row, 'talk_seconds'))];
}

function lead(row: Row): Happening[] {
  const origin: Place = Object.fromEntries(
    ['source_id', 'campaign_id', 'territory_id', 'segment_id'].map((column) => [column, idOf(row, column)]),
  );
  const asked = { ...origin, client_id: idOf(row, 'client_id'), product_line_id: idOf(row, 'product_line_id') };
  const came = instantOf(row, 'arrived_at');
  const happened = [happening('leadCame', came, { ...stampOf(row, 'arrived'), ...origin })];
  const [answered, rejected] = [when(row, 'answered_at'), when(row, 'rejected_at')];
  if (answered !== null) {
    const place = { ...stampOf(row, 'answered'), ...asked };
    happened.push(happening('answerGiven', answered, place));
    happened.push(happening('answerSeconds', answered, place, workingSeconds(came, answered)));
  }
  // whoever was turned away before waits for no answer any more
  const due = instantOf(row, 'answer_due_at');
  const settled = Math.min(answered ?? Number.POSITIVE_INFINITY, rejected ?? Number.POSITIVE_INFINITY);
  if (settled > due) happened.push(happening('answerMissed', due, { ...stampOf(row, 'due'), ...asked }));
  const qualified = when(row, 'qualified_at');
  if (qualified !== null)
    happened.push(happening('leadQualified', qualified, { ...stampOf(row, 'qualified'), ...origin }));
  if (rejected !== null) happened.push(happening('leadRejected', rejected, { ...stampOf(row, 'rejected'), ...origin }));
  const converted = when(row, 'converted_at');
  if (converted !== null) {
    const place = { ...stampOf(row, 'converted'), ...origin };
    happened.push(happening('leadConverted', converted, place));
    happened.push(happening('leadSeconds', converted, place, Math.round((converted - came) / 1000)));
  }
  return happened;
}

function task(row: Row): Happening[] {
  const place = { ...stampOf(row, 'assignee'), ...stampOf(row, 'client') };
  const [due, done] = [instantOf(row, 'due_at'), when(row, 'done_at')];
  const kept = done !== null && done <= due;
  return [happening('taskDue', due, place), ...(kept ? [happening('taskKept', due, place)] : [])];
}

/** A paper is due unless it was called off before; an invoice that is called off afterwards takes its money back then. */
function paper(row: Row): Happening[] {
  const [due, issued, ended] = [when(row, 'due_at'), when(row, 'issued_at'), when(row, 'ended_at')];
  const happened: Happening[] = [];
  if (due !== null && (ended === null || ended > due)) {
    happened.push(happening('paperDue', due, stampOf(row, 'due')));
    if (issued !== null && issued <= due) happened.push(happening('paperKept', due, stampOf(row, 'due')));
  }
  if (row['kind'] === 'invoice' && issued !== null)
    happened.push(...untilEnded('invoicedMoney', row, issued, stampOf(row, 'issued')));
  return happened;
}

function payment(row: Row): Happening[] {
  return untilEnded('paidMoney', row, instantOf(row, 'at'), stampOf(row, 'paid'));
}

function untilEnded(deed: Deed, row: Row, at: number, place: Place): Happening[] {
  const amount = numberOf(row, 'amount');
  const ended = when(row, 'ended_at');
  return [happening(deed, at, place, amount), ...(ended === null ? [] : [happening(deed, ended, place, -amount)])];
}
