import type { Context } from '../../context.ts';
import { type DemoNouns, keyOf } from '../nouns.ts';
import type { OpenDeal } from '../open-deals.ts';
import { type PersonKey, people } from '../people.ts';
import type { Random } from '../random.ts';
import type { DemoWorld } from '../world.ts';

/** What somebody at work has at hand. */
export interface AtWork {
  ctx: Context;
  world: DemoWorld;
  nouns: DemoNouns;
  random: Random;
  deals: readonly OpenDeal[];
}

/** A row that waits, with whoever it is waiting for. */
export interface WaitingRow {
  id: string;
  version: number;
  person: string | null;
}

/** An idempotency key: the same moment never does the same thing twice. */
export function keyAt({ ctx, random }: AtWork, what: string): string {
  return `demo:${what}:${ctx.clock.now().toISOString()}:${random.whole(0, 999_999)}`;
}

/** Somebody of the story by external id; whoever else it is, the head of sales. */
export function personOf(id: string | null): PersonKey {
  const key = keyOf(id);
  return key !== null && Object.hasOwn(people, key) ? (key as PersonKey) : 'head';
}
