import { activity } from './activity.ts';
import type { BoardDefinition } from './board.ts';
import { plan } from './plan.ts';
import { sales } from './sales.ts';
import { service } from './service.ts';
import { team } from './team.ts';
import { today } from './today.ts';

const boards: readonly BoardDefinition[] = [today, sales, plan, team, activity, service];

/** The board of that name. A wall that asks for one that is gone shows the first: it must never hang there empty. */
export function boardOf(id: string): BoardDefinition {
  return boards.find((board) => board.id === id) ?? today;
}
