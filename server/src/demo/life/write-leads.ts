import { addWorkingSeconds, workingSecondsBetween } from '../../department/calendar/working-time.ts';
import { sql } from '../../lib/sql.ts';
import { writeMany } from '../../records/write-many.ts';
import { leadNoun } from '../../sales/leads/lead.ts';
import { territories } from '../catalogue.ts';
import { externalId } from '../nouns.ts';
import { Random } from '../random.ts';
import { type EnquiryTale, enquiriesInVain, enquiryOfTale } from './enquiries.ts';
import { peopleOf, type Telling, whose } from './telling.ts';

/** An enquiry and the id it was written under. */
export interface WrittenLead {
  tale: EnquiryTale;
  id: string;
}

/** Writes those who turned to us: who became a deal, and who did not. */
export async function writeLeads(telling: Telling): Promise<WrittenLead[]> {
  const { tx, ctx, world, tales, after, until } = telling;
  const became = tales.map((tale) => enquiryOfTale(world, tale)).filter((tale) => tale !== null);
  const all = [...became, ...enquiriesInVain(world, after, until)].toSorted(
    (a, b) => a.arrivedAt.getTime() - b.arrivedAt.getTime(),
  );
  const [{ seconds } = { seconds: 3600 }] = await tx.query<{ seconds: number }>(
    sql`/* answer-within */ select answer_within_seconds as seconds from setting`,
  );
  const ids = await writeMany(
    tx,
    ctx,
    leadNoun,
    all.map((tale) => rowOf(telling, tale, seconds)),
  );
  return all.map((tale, i) => ({ tale, id: ids[i] ?? '' }));
}

function rowOf(telling: Telling, tale: EnquiryTale, within: number) {
  const { nouns, calendar, dealIds, heard, world } = telling;
  const { arrivedAt, answer, qualifiedAt, rejected, deal, client, source, firstSource, campaign } = tale;
  const people = peopleOf(telling, tale.by);
  const random = new Random(world.seed, 'reach', tale.name);
  const campaignId = campaign && nouns.of('campaign', campaign).id;
  const territory = client?.territory ?? random.weighted(keys, (key) => territories[key].share);
  const stampedWhen = (done: unknown, name: string) => (done ? { [name]: people } : {});
  return {
    ...{
      externalId: externalId(tale.name),
      arrivedAt,
      name: tale.person,
      company: tale.company,
      request: tale.request,
    },
    phone: random.chance(0.85) ? `+7000${String(random.whole(0, 9_999_999)).padStart(7, '0')}` : null,
    email: random.chance(0.55) ? `zakaz${random.whole(1, 999)}@${tale.group}.example` : null,
    ...{ sourceId: nouns.of('source', source).id, campaignId },
    firstSourceId: nouns.of('source', firstSource).id,
    firstCampaignId: firstSource === source ? campaignId : null,
    ...{ territoryId: nouns.of('territory', territory).id, segmentId: nouns.of('segment', tale.group).id },
    productLineId: nouns.of('product_line', tale.line).id,
    clientId: client ? nouns.of('client', client.key).id : null,
    ...whose(telling, tale.by),
    status: statusOf(tale),
    answerDueAt: addWorkingSeconds(calendar, arrivedAt, within),
    answeredAt: answer?.at ?? null,
    answeredById: answer ? people.employee_id : null,
    responseSeconds: answer && workingSecondsBetween(calendar, arrivedAt, answer.at),
    qualifiedAt,
    ...{
      rejectedAt: rejected?.at ?? null,
      rejectionReason: rejected?.reason ?? null,
      rejectionNote: rejected?.note ?? null,
    },
    convertedAt: deal?.at ?? null,
    conversionSeconds: deal && Math.floor((deal.at.getTime() - arrivedAt.getTime()) / 1000),
    dealId: deal && (dealIds.get(deal.name) ?? null),
    stamps: {
      ...{ arrived: people, due: people, ...stampedWhen(answer, 'answered'), ...stampedWhen(qualifiedAt, 'qualified') },
      ...{ ...stampedWhen(rejected, 'rejected'), ...stampedWhen(deal, 'converted') },
    },
    recordedAt: heard(arrivedAt),
  };
}

const keys = Object.keys(territories) as (keyof typeof territories)[];

function statusOf({ answer, qualifiedAt, rejected, deal }: EnquiryTale) {
  if (deal) return 'converted' as const;
  if (rejected) return 'rejected' as const;
  if (qualifiedAt) return 'qualified' as const;
  return answer ? ('answered' as const) : ('new' as const);
}
