import type { Known } from './known.ts';
import type { Maker } from './make-noun.ts';
import type { DealMake, StatusValue } from './mapping-makes.ts';
import type { TextValue } from './mapping-values.ts';
import type { NounIndex } from './noun-index.ts';
import type { Pending } from './pending.ts';
import { lineReader } from './read-line.ts';
import { referenceReader } from './read-reference.ts';
import { type Begun, stagesReader } from './read-stages.ts';
import {
  conditionReader,
  instantReader,
  labelOf,
  moneyReader,
  type ReadContext,
  type Reader,
  textReader,
} from './read-value.ts';
import type { Row } from './row.ts';
import type { Seen } from './seen.ts';
import { settleWorth } from './settle-worth.ts';
import type { ToldDeal, ToldLine } from './told-deal.ts';

/** What makers of deals share. */
export interface DealWork {
  index: NounIndex;
  pending: Pending;
  /** external ids of the deals told so far, in all files */
  seen: Seen;
  /** the pipeline of deals that name none */
  pipeline: Known | null;
  take: (deal: ToldDeal) => void;
  refuse: (rows: readonly Row[]) => void;
}

/** Rows that tell of one deal: one, or with `grouped` one per product line. */
interface Group {
  externalId: string | null;
  rows: Row[];
  lines: ToldLine[];
}

/** Compiles the making of deals from rows. `flush` ends the deal whose rows may go on. */
export function dealMaker(make: DealMake, at: string, work: DealWork, about: ReadContext): Maker & { flush(): void } {
  const applies = conditionReader(make.when, `${at}.when`, about);
  const externalId = textReader(make.externalId, `${at}.externalId`, true, about);
  const readLine = (make.lines ?? []).map((line, i) => lineReader(line, `${at}.lines[${i}]`, work.index, about));
  const readDeal = dealReader(make, at, work, about);
  let group: Group | null = null;

  const finish = () => {
    const ended = group;
    group = null;
    const [first] = ended?.rows ?? [];
    if (!ended || !first) return;
    const deal = readDeal(first, ended.externalId ?? '', ended.lines);
    if (deal && !ended.rows.some((row) => row.refused)) accept(deal, ended.rows, first);
    if (ended.rows.some((row) => row.refused)) work.refuse(ended.rows);
  };
  const accept = (deal: ToldDeal, rows: readonly Row[], first: Row) => {
    if (!work.seen.add(deal.externalId)) {
      first.refuse(labelOf(make.externalId), deal.externalId, 'was told already earlier in this import');
      return;
    }
    for (const known of rows.flatMap((row) => row.created.splice(0))) work.pending.add(known);
    work.take(deal);
  };

  const maker = (row: Row) => {
    if (!applies(row)) return;
    row.held = true;
    const id = externalId(row);
    if (id !== null && id.length > 200) row.refuse(labelOf(make.externalId), id, 'expected at most 200 characters');
    const lines = readLine.map((read) => read(row)).filter((line) => line !== null);
    // the rest of a group may refer to them before the group is accepted
    if (make.grouped && !row.refused) for (const known of row.created.splice(0)) work.pending.add(known);
    if (make.grouped && group && id !== null && group.externalId === id) {
      group.rows.push(row);
      group.lines.push(...lines);
      return;
    }
    finish();
    group = { externalId: id, rows: [row], lines };
    if (!make.grouped) finish();
  };
  return Object.assign(maker, { flush: finish });
}

type DealReader = (row: Row, externalId: string, lines: ToldLine[]) => ToldDeal | null;

function dealReader(make: DealMake, at: string, { index, pipeline: usual }: DealWork, about: ReadContext): DealReader {
  const reference = (key: 'client' | 'owner' | 'channel' | 'source' | 'campaign' | 'pipeline'): Reader<Known> => {
    const value = make[key];
    return value
      ? referenceReader(value, key === 'owner' ? 'employee' : key, `${at}.${key}`, false, index, about)
      : () => null;
  };
  const [client, owner, channel, source, campaign] = (
    ['client', 'owner', 'channel', 'source', 'campaign'] as const
  ).map(reference);
  const pipelineOf = make.pipeline ? reference('pipeline') : () => usual;
  const title: Reader<string> = make.title ? textReader(make.title, `${at}.title`, false, about) : () => null;
  const lossReason: Reader<string> = make.lossReason
    ? textReader(make.lossReason, `${at}.lossReason`, false, about)
    : () => null;
  const amount: Reader<number> = make.amount ? moneyReader(make.amount, `${at}.amount`, about) : () => null;
  const expected: Reader<Date> = make.expectedCloseAt
    ? instantReader(make.expectedCloseAt, `${at}.expectedCloseAt`, { required: false, past: false }, about)
    : () => null;
  const closedAt: Reader<Date> = make.closedAt
    ? instantReader(make.closedAt, `${at}.closedAt`, { required: true, past: true }, about)
    : (row) => row.refuse('', '', 'a closed deal needs "closedAt" in the mapping');
  const status = make.status
    ? statusReader(make.status, `${at}.status`, about)
    : () => ({ status: 'open' as const, stage: undefined });
  const begin = stagesReader(make, at, index, about);

  return (row, externalId, lines) => {
    const is = status(row);
    const pipeline = pipelineOf(row);
    if (!pipeline && !row.refused) row.refuse('', '', 'names no pipeline');
    const close = is && is.status !== 'open' ? { status: is.status, at: closedAt(row) } : null;
    const begun: Begun | null = is && pipeline && begin(row, pipeline, is.stage, close?.at ?? null);
    const told = { client: client?.(row) ?? null, owner: owner?.(row) ?? null };
    const ways = { channel: channel?.(row) ?? null, source: source?.(row) ?? null, campaign: campaign?.(row) ?? null };
    const called = title(row) ?? told.client?.name ?? externalId;
    if (called.length > 300)
      row.refuse(make.title ? labelOf(make.title) : '', called, 'expected a title of at most 300 characters');
    const worth = settleWorth(row, make, lines, amount(row));
    const rest = { expectedCloseAt: expected(row), lossReason: is?.status === 'lost' ? lossReason(row) : null };
    if (row.refused || !begun || !pipeline) return null;
    return {
      externalId,
      title: called,
      ...told,
      ...ways,
      pipeline,
      ...begun,
      close: close?.at ? { status: close.status, at: close.at, lossReason: rest.lossReason } : null,
      expectedCloseAt: rest.expectedCloseAt,
      ...worth,
      amountKnown: make.amountKnown ?? 'opening',
    };
  };
}

type Status = StatusValue['values'][string];

/** Reads how a deal stands; a value the mapping does not explain is refused, naming those it does. */
function statusReader(value: StatusValue, at: string, about: ReadContext): Reader<Status> {
  const { values, ...written } = value;
  const text = textReader(written as TextValue, at, true, about);
  const fold = value.ignoreCase ? (given: string) => given.toLowerCase() : (given: string) => given;
  const known = new Map(Object.entries(values).map(([name, status]) => [fold(name.trim()), status]));
  const accepted = Object.keys(values).join(', ');
  return (row) => {
    const given = text(row);
    if (given === null) return null;
    return known.get(fold(given)) ?? row.refuse(labelOf(value), given, `expected one of ${accepted}`);
  };
}
