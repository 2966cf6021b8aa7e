import { type Eyes, sellers } from './oracle.ts';
import { maySee } from './oracle-fields.ts';
import { seesClient, seesContact, seesDeal, seesEvent } from './oracle-rows.ts';
import type { Asked } from './scope-documents.ts';

/** Rows of every sort there could be: enough to tell any two people apart who do not see the same. */
const belongings = ['1', '2', '3', null].flatMap((owner) =>
  ['10', '20', '30', null].map((department) => ({ owner, department })),
);
const deals = belongings.map((whose) => ({ ...whose, id: '', client: null, externalId: null, status: '', version: 1 }));
const clients = belongings.flatMap((whose) =>
  [[], ['1'], ['2']].map((dealers) => ({ ...whose, id: '', dealers, version: 1 })),
);

/** Whether everything a document touches may be read on any row. */
export function mayAsk(eyes: Eyes, { touched }: Asked): boolean {
  return touched.every(({ type, fields }) => maySee(eyes, type) && fields.every((field) => maySee(eyes, type, field)));
}

/** Which rows of what a document touches somebody sees, and of a question client by client whose figures: told as text. */
export function whatIsSeen(eyes: Eyes, { touched, args }: Asked): string {
  const rows: Record<string, () => boolean[]> = {
    Client: () => clients.map((client) => seesClient(eyes, client)),
    Contact: () => belongings.map((client) => seesContact(eyes, client)),
    Deal: () => deals.map((deal) => seesDeal(eyes, deal)),
    DealEvent: () => deals.map((deal) => seesEvent(eyes, deal)),
  };
  const types = [...new Set(touched.map(({ type }) => type))].toSorted();
  const seen = types.map((type) => [type, rows[type]?.() ?? 'all alike']);
  const byClient = args.by?.includes('CLIENT') || args.where?.client !== undefined;
  return JSON.stringify([seen, byClient && belongings.map((entry) => figures(eyes, entry))]);
}

/** Whether an entry of the ledger is among the figures somebody may ask for client by client. */
function figures(eyes: Eyes, { owner, department }: { owner: string | null; department: string | null }): boolean {
  const own = owner !== null && owner === eyes.employee;
  if (sellers.includes(eyes.role)) return own;
  if (eyes.role === 'head_of_sales') return own || (department !== null && department === eyes.department);
  return true;
}
