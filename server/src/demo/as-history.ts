import type { Changes, Line } from '../sales/deals/deal-fact.ts';
import { lineAmount } from '../sales/deals/deal-fact.ts';
import type { DealHistory, PlainFact } from '../sales/deals/import-histories.ts';
import { stages } from './catalogue.ts';
import type { Happening, Tale } from './happening.ts';
import type { DemoNouns } from './nouns.ts';
import type { Basket } from './order.ts';

/** A tale as dated facts with the ids of a database: what a verb would have written for each happening. */
export function asHistory(tale: Tale, nouns: DemoNouns): DealHistory {
  const [opening] = tale.happenings;
  if (opening?.kind !== 'opened') throw new Error(`the tale ${tale.name} does not begin with an opening`);
  const { territory_id } = nouns.of('client', opening.client.key);
  return {
    externalId: tale.name,
    facts: tale.happenings.map(
      (happening): PlainFact => ({
        kind: happening.kind,
        effectiveAt: happening.at,
        changes: changesOf(happening, nouns, territory_id ?? null),
      }),
    ),
  };
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
        ...{ sourceId: nouns.of('source', happening.source).id, campaignId: null },
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
      return { lossReason: happening.reason };
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

function worthOf(basket: Basket, nouns: DemoNouns): Changes {
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
