import {
  type Deed,
  type Happening,
  happening,
  idOf,
  instantOf,
  type Place,
  type Raw,
  type Row,
  type Standing,
  when,
} from './figures-rows.ts';

/** A deal as it stood after one of its facts. */
interface Moment {
  id: bigint;
  at: number;
  kind: string;
  data: Row;
  told: Row;
  open: boolean;
}

/** A deal that was won: by it a client has bought. */
export interface Bought {
  clientId: string;
  at: number;
  fact: bigint;
  amount: number;
  place: Place;
  /** when the deal was opened again */
  undone: { at: number; fact: bigint } | null;
}

interface Line {
  product: string | null;
  line: string | null;
  amount: number;
  cost: number | null;
}

/** Everything that happened to all deals, told from their facts; and what was bought by them. */
export function dealsOf(raw: Raw) {
  const happenings: Happening[] = [];
  const purchases: Bought[] = [];
  const stories = [...Map.groupBy(raw.deal_fact, (row) => String(row['deal_id'])).entries()].map(
    ([id, facts]) => [id, storyOf(facts)] as const,
  );
  for (const [id, story] of stories) tell(raw, id, story, happenings, purchases);
  return { happenings, purchases, openAt: (before: number) => stories.flatMap(([, story]) => openAt(story, before)) };
}

function storyOf(facts: readonly Row[]): Moment[] {
  const inOrder = facts
    .map((row) => ({ row, id: BigInt(String(row['id'])), at: instantOf(row, 'effective_at') }))
    .sort((a, b) => a.at - b.at || Number(a.id - b.id));
  let told: Row = {};
  let open = true;
  return inOrder.map(({ row, id, at }) => {
    const kind = String(row['kind']);
    told = { ...told, ...(row['data'] as Row) };
    if (kind === 'won' || kind === 'lost') open = false;
    if (kind === 'reopened') open = true;
    return { id, at, kind, data: row['data'] as Row, told, open };
  });
}

function tell(raw: Raw, id: string, story: readonly Moment[], happenings: Happening[], purchases: Bought[]): void {
  const stood = new Set<string>();
  let credited: Happening[] = [];
  let bought: Bought | undefined;
  const reopened = story.some(({ kind }) => kind === 'reopened');
  story.forEach(({ id: fact, at, kind, data, told }, i) => {
    if (kind === 'opened' || kind === 'moved') stood.add(String(told['stageId']));
    if (kind === 'opened') happenings.push(happening('dealOpened', at, placeOf(told)));
    const list = data['checklist'] as { stageId: string; items: number; done: number } | undefined;
    const before = story[i - 1]?.told;
    const left: Happening[] = [];
    if (list && before && String(before['stageId']) === String(list.stageId)) {
      left.push(happening('listPassed', at, placeOf(before)));
      if (list.done >= list.items) left.push(happening('listComplete', at, placeOf(before)));
    }
    happenings.push(...left);
    if (kind === 'won' || kind === 'lost') {
      const final = asLeft(story, i);
      const contact = reopened ? when(final, 'firstContactAt') : firstContact(raw, id);
      const since = contact !== null && contact <= at ? contact : (story[0]?.at ?? at);
      const closed = closing(kind, at, final, [...stood], Math.round((at - since) / 1000));
      happenings.push(...closed);
      // opened again, the deal is back in the stage it had left
      credited = [...left, ...closed];
      const clientId = idOf(final, 'clientId');
      if (kind === 'won' && clientId !== null) {
        const amount = credited.filter(({ what }) => what === 'soldMoney').reduce((sum, { many }) => sum + many, 0);
        bought = { clientId, at, fact, amount, place: placeOf(final), undone: null };
        purchases.push(bought);
      }
    }
    if (kind === 'reopened') {
      happenings.push(...credited.map((one) => ({ ...one, at, many: -one.many })));
      credited = [];
      if (bought && bought.undone === null) bought.undone = { at, fact };
    }
  });
}

/** A closed deal counts as it was left: with what was amended of it later, until it was opened again. */
function asLeft(story: readonly Moment[], closed: number): Row {
  let final = story[closed]?.told ?? {};
  for (const { kind, data } of story.slice(closed + 1)) {
    if (kind === 'reopened') break;
    if (kind === 'amended' || kind === 'contacted') final = { ...final, ...data };
  }
  return final;
}

/** The first contact about a deal, looked up among all contacts there were and the answer to its lead. */
function firstContact(raw: Raw, deal: string): number | null {
  const contacts = raw.activity
    .filter((row) => row['deal_id'] === deal && row['ended_at'] === null)
    .map((row) => instantOf(row, 'at'));
  const answers = raw.lead.filter((row) => row['deal_id'] === deal).flatMap((row) => when(row, 'answered_at') ?? []);
  const all = [...contacts, ...answers];
  return all.length === 0 ? null : Math.min(...all);
}

function closing(kind: 'won' | 'lost', at: number, told: Row, stood: readonly string[], seconds: number): Happening[] {
  const counted = (what: Deed, place: Place, many = 1) => happening(what, at, place, many);
  const place = placeOf(told);
  const all = stood.flatMap((stage) => [
    counted('stageClosed', { ...place, stage_id: stage }),
    ...(kind === 'won' ? [counted('stageWon', { ...place, stage_id: stage })] : []),
  ]);
  if (kind === 'lost') return [...all, counted('dealLost', place)];
  const { amount, lines } = worthOf(told);
  all.push(counted('dealWon', place), counted('dealSeconds', place, seconds));
  if (lines.length === 0) all.push(counted('soldMoney', place, amount ?? 0));
  for (const line of lines) {
    const own = { ...place, product_id: line.product, product_line_id: line.line };
    all.push(counted('soldMoney', own, line.amount));
    if (line.cost !== null)
      all.push(counted('soldOfKnownCostMoney', own, line.amount), counted('costMoney', own, line.cost));
  }
  return all;
}

const rounded = (value: number) => Math.round(Number(value.toFixed(4)));

/** What a deal is worth in kopecks: quantity × price less the discount, rounded, then at the rate of its currency, rounded. */
function worthOf(told: Row): { amount: number | null; lines: Line[] } {
  const rate = told['currency'] ? Number(told['minorRate']) : null;
  const lines = ((told['lines'] ?? []) as Row[]).map((line): Line => {
    const [quantity, discount] = [Number(line['quantity']), Number(line['discount'])];
    const foreign = rate !== null && line['currencyPrice'] !== null && line['currencyPrice'] !== undefined;
    const worth = rounded(quantity * Number(foreign ? line['currencyPrice'] : line['price']) * (1 - discount));
    return {
      ...{ product: idOf(line, 'productId'), line: idOf(line, 'productLineId') },
      amount: foreign ? rounded(worth * rate) : worth,
      cost: line['cost'] === null ? null : rounded(quantity * Number(line['cost'])),
    };
  });
  if (lines.length > 0) return { amount: lines.reduce((sum, { amount }) => sum + amount, 0), lines };
  const own = rate === null ? told['amount'] : told['currencyAmount'];
  if (own === null || own === undefined) return { amount: null, lines };
  return { amount: rate === null ? Number(own) : rounded(Number(own) * rate), lines };
}

const columns = {
  ...{ client_id: 'clientId', employee_id: 'employeeId', team_id: 'teamId', department_id: 'departmentId' },
  ...{ territory_id: 'territoryId', segment_id: 'segmentId', channel_id: 'channelId', source_id: 'sourceId' },
  ...{ campaign_id: 'campaignId', pipeline_id: 'pipelineId', stage_id: 'stageId' },
};

/** Whom a deal is about; its product is that of its largest line, the first of the largest ones. */
function placeOf(told: Row): Place {
  const { lines } = worthOf(told);
  const largest = Math.max(...lines.map(({ amount }) => amount));
  const main = lines.find(({ amount }) => amount === largest);
  const named = Object.entries(columns).map(([column, name]) => [column, idOf(told, name)]);
  return { ...Object.fromEntries(named), product_id: main?.product ?? null, product_line_id: main?.line ?? null };
}

/** What a deal that is open before an instant adds to what stands there. */
function openAt(story: readonly Moment[], before: number): Standing[] {
  const last = story.findLast(({ at }) => at < before);
  if (!last?.open) return [];
  const place = placeOf(last.told);
  const { amount, lines } = worthOf(last.told);
  const money = lines.map(({ product, line, amount: many }) => ({
    ...({ what: 'openMoney', many, place: { ...place, product_id: product, product_line_id: line } } as const),
  }));
  const alone = amount !== null && lines.length === 0 ? [{ what: 'openMoney', many: amount, place } as const] : [];
  const priced = amount === null ? [] : [{ what: 'openPriced', many: 1, place } as const];
  return [{ what: 'openDeal', many: 1, place }, ...priced, ...money, ...alone];
}
