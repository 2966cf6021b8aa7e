import type { Changes, Line } from '../sales/deals/deal-fact.ts';
import { lineAmount } from '../sales/deals/deal-fact.ts';
import type { DealHistory, PlainFact } from '../sales/deals/import-histories.ts';
import { stages } from './catalogue.ts';
import type { Happening, Tale } from './happening.ts';
import type { DemoNouns } from './nouns.ts';
import type { Basket } from './order.ts';
import { requiredSteps } from './procedures.ts';
import { Random } from './random.ts';

/** A tale as dated facts with the ids of a database: what a verb would have written for each happening. */
export function asHistory(tale: Tale, nouns: DemoNouns): DealHistory {
  const [opening] = tale.happenings;
  if (opening?.kind !== 'opened') throw new Error(`the tale ${tale.name} does not begin with an opening`);
  const { territory_id } = nouns.of('client', opening.client.key);
  const care = new Random('checklist', tale.name);
  let stage = 0;
  return {
    externalId: tale.name,
    facts: tale.happenings.map((happening): PlainFact => {
      const leaves = happening.kind === 'moved' || happening.kind === 'won';
      const left = leaves ? checklistLeft(care, stage, nouns) : {};
      if (happening.kind === 'moved') stage = happening.stage;
      const changes = { ...changesOf(happening, nouns, territory_id ?? null), ...left };
      return { kind: happening.kind, effectiveAt: happening.at, changes };
    }),
  };
}

/** How a deal leaves its stage: mostly with all of the checklist done. */
function checklistLeft(care: Random, stage: number, nouns: DemoNouns): Changes {
  const { key } = stages[stage] ?? stages[0];
  const items = requiredSteps(key);
  const done = care.chance(0.84) ? items : care.whole(0, items - 1);
  return { checklist: { stageId: nouns.of('stage', key).id, items, done } };
}

function changesOf(happening: Happening, nouns: DemoNouns, territoryId: string | null): Changes {
  switch (happening.kind) {
    case 'opened': {
      const client = nouns.of('client', happening.client.key);
      const stage = nouns.of('stage', stages[0].key);
      return {
        ...{ clientId: client.id, segmentId: client.segment_id ?? null, territoryId },
        ...ownerChanges(happening.by, nouns),
        ...{ pipelineId: stage.pipeline_id, stageId: stage.id, channelId: nouns.of('channel', happening.channel).id },
        ...{ sourceId: nouns.of('source', happening.source).id },
        campaignId: happening.campaign ? nouns.of('campaign', happening.campaign).id : null,
        firstContactAt: happening.contactAt?.toISOString() ?? null,
        ...{ title: happening.title, expectedCloseAt: happening.expected.toISOString() },
        ...(happening.basket ? worthOf(happening.basket, nouns) : { amount: null }),
      };
    }
    case 'moved':
      return { stageId: nouns.of('stage', stages[happening.stage]?.key ?? '').id };
    case 'amended':
      return {
        ...(happening.title !== undefined && { title: happening.title }),
        ...(happening.expected && { expectedCloseAt: happening.expected.toISOString() }),
        ...(happening.basket && worthOf(happening.basket, nouns)),
      };
    case 'lost':
      return { lossReason: happening.reason, lossReasonId: nouns.of('loss_reason', happening.reason).id };
    case 'reassigned':
      return { ...ownerChanges(happening.to, nouns), territoryId };
    case 'won':
    case 'reopened':
      return {};
  }
}

function ownerChanges(key: string, nouns: DemoNouns): Changes {
  const owner = nouns.of('employee', key);
  return { employeeId: owner.id, teamId: owner.team_id ?? null, departmentId: owner.department_id ?? null };
}

/** The product lines of a basket and what they are worth, in kopecks. */
export function worthOf(basket: Basket, nouns: DemoNouns): { lines: Line[]; amount: number } {
  const lines = basket.map((item): Line => {
    const product = nouns.of('product', item.product);
    const price = item.price * 100;
    return {
      ...{ productId: product.id, productLineId: product.product_line_id ?? null, quantity: item.quantity, price },
      ...{ cost: item.cost === null ? null : item.cost * 100, discount: item.discount },
      amount: lineAmount(item.quantity, price, item.discount),
    };
  });
  return { lines, amount: lines.reduce((sum, line) => sum + (line.amount ?? 0), 0) };
}
