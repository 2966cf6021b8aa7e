import { randomUUID } from 'node:crypto';
import type { BenchServer } from './server-process.ts';

interface Deal {
  id: string;
  version: number;
}

const open = 'mutation Open($input: OpenDealInput!) { openDeal(input: $input) { id version } }';
const move = 'mutation Move($input: MoveDealInput!) { moveDeal(input: $input) { id version } }';

/** The stage that deals are moved to: how many stand there tells how many moves a screen has seen. */
export const target = '6';

/** What stands in each stage now, live. */
export const funnelNow = `subscription FunnelNow($period: PeriodInput!) {
  funnel(period: $period, mode: SNAPSHOT) { dataAsOf deals amount stages { stage { id name position } deals amount } }
}`;
export const thisMonth = { period: { named: 'THIS_MONTH' } };

/** How many deals a message of `funnelNow` shows in the target stage. */
export function standingThere(message: Buffer): number {
  const text = message.toString();
  const found = new RegExp(`"id":"${target}","name":"[^"]*","position":\\d+\\},"deals":(\\d+)`).exec(text);
  if (!found) throw new Error(`no stage ${target} in ${text.slice(0, 500)}`);
  return Number(found[1]);
}

/** Deals that were opened through the API and wait to be moved, each once. */
export async function openDeals(server: BenchServer, count: number): Promise<Deal[]> {
  const deals: Deal[] = [];
  while (deals.length < count) {
    const some = Array.from({ length: Math.min(16, count - deals.length) }, (_, i) => ({
      key: randomUUID(),
      clientId: String(1 + ((deals.length + i) % 20_000)),
      ownerId: String(1 + (i % 60)),
      amount: 100_000,
    }));
    const opened = await Promise.all(some.map((input) => server.ask<{ openDeal: Deal }>(open, { input })));
    deals.push(...opened.map(({ openDeal }) => openDeal));
  }
  return deals;
}

/** Moves a deal to the target stage. */
export async function moveThere(server: BenchServer, { id, version }: Deal): Promise<void> {
  await server.ask(move, { input: { key: randomUUID(), dealId: id, version, stageId: target } });
}
