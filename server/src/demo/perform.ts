import type { Context } from '../context.ts';
import { Refusal } from '../lib/refusal.ts';
import { amendDeal } from '../sales/deals/amend-deal.ts';
import { loseDeal, reopenDeal, winDeal } from '../sales/deals/close-deal.ts';
import type { LineInput } from '../sales/deals/deal-lines.ts';
import { moveDeal } from '../sales/deals/move-deal.ts';
import { openDeal } from '../sales/deals/open-deal.ts';
import { reassignDeal } from '../sales/deals/reassign-deal.ts';
import { convertLead } from '../sales/leads/convert-lead.ts';
import { stages } from './catalogue.ts';
import type { Deed } from './happening.ts';
import type { DemoNouns } from './nouns.ts';
import type { Basket } from './order.ts';
import type { PersonKey } from './people.ts';

/** A deed to be done to a deal as it was seen; `at` only where it happened before now. */
export interface Doing {
  deed: Deed;
  by: PersonKey;
  /** the deal and the version seen; the name of a deal that is to be opened */
  deal: { id: string; version: number } | { name: string };
  /** the enquiry that becomes the deal; none: it is opened by itself */
  enquiryId?: string | null;
  at?: Date;
}

/**
 * Does it through the verb that a person would use, in that person's name. The key follows from the deal and its version, so the same step
 * is never taken twice. A refusal is no failure: somebody else was quicker, and the story goes on from what they did. Returns whether
 * it was done.
 */
export function perform(ctx: Context, nouns: DemoNouns, doing: Doing): Promise<boolean> {
  return asPerson(ctx, nouns, doing.by, (as) => verb(as, nouns, doing));
}

/** Does something in the name of somebody of the story; false when it was refused. */
export async function asPerson(
  ctx: Context,
  nouns: DemoNouns,
  by: PersonKey,
  work: (as: Context) => Promise<unknown>,
): Promise<boolean> {
  const employeeId = nouns.of('employee', by).id;
  const viewer = { ...ctx.viewer, principal: 'demo', origin: 'demo' as const, employeeId };
  try {
    await work({ ...ctx, viewer });
    return true;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    ctx.log.debug({ refused: error.message, by }, 'the demo steps aside');
    return false;
  }
}

function verb(ctx: Context, nouns: DemoNouns, { deed, deal, at, by, enquiryId }: Doing): Promise<string> {
  if (deed.kind === 'opened') {
    const name = 'name' in deal ? deal.name : '';
    const opened = {
      ...{ key: name, externalId: name, at, clientId: nouns.of('client', deed.client.key).id },
      ...{ ownerId: nouns.of('employee', by).id, channelId: nouns.of('channel', deed.channel).id },
      ...{ stageId: nouns.of('stage', stages[0].key).id, title: deed.title, expectedCloseAt: deed.expected },
      lines: deed.basket && linesOf(deed.basket, nouns),
    };
    if (enquiryId) return convertLead(ctx, { ...opened, id: enquiryId });
    const campaignId = deed.campaign ? nouns.of('campaign', deed.campaign).id : null;
    return openDeal(ctx, { ...opened, sourceId: nouns.of('source', deed.source).id, campaignId });
  }
  if ('name' in deal) throw new Error(`${deal.name} has not been opened yet`);
  const known = { key: `${deal.id}:${deal.version}:${deed.kind}`, dealId: deal.id, version: deal.version, at };
  switch (deed.kind) {
    case 'moved':
      return moveDeal(ctx, { ...known, stageId: nouns.of('stage', stages[deed.stage]?.key ?? '').id });
    case 'amended': {
      const lines = deed.basket && linesOf(deed.basket, nouns);
      return amendDeal(ctx, { ...known, title: deed.title, expectedCloseAt: deed.expected, lines });
    }
    case 'won':
      return winDeal(ctx, known);
    case 'lost':
      return loseDeal(ctx, { ...known, reason: deed.reason });
    case 'reopened':
      return reopenDeal(ctx, known);
    case 'reassigned':
      return reassignDeal(ctx, { ...known, ownerId: nouns.of('employee', deed.to).id });
  }
}

function linesOf(basket: Basket, nouns: DemoNouns): LineInput[] {
  return basket.map(({ product, quantity, price, cost, discount }) => {
    return { productId: nouns.of('product', product).id, quantity, price, cost, discount };
  });
}
