import type { WinsSubscription } from '../gql/graphql.ts';

export type WinEvent = WinsSubscription['dealEvents'];

export interface Win extends WinEvent {
  /** What makes it this win and no other. */
  key: string;
  /** Monotonic milliseconds at which it arrived live and was worth celebrating; undefined for all others. */
  celebratedAt: number | undefined;
}

export interface WinsState {
  /** Latest first. */
  wins: Win[];
  /** Where to resume the stream: the last event received, whatever its place in the list. */
  resumeAfter: string | undefined;
  seen: ReadonlySet<string>;
}

export interface Moment {
  monotonic: number;
  /** The server's time when this page opened; undefined while unknown, when nothing can be told to be new. */
  openedAt: number | undefined;
  serverNow: number | undefined;
}

const REMEMBERED = 200;
const NEWS = 60_000;

export const noWins: WinsState = { wins: [], resumeAfter: undefined, seen: new Set() };

/** The list after an event: no event twice, ordered by when the deal was won, at most `keep` of them. */
export function addWin(state: WinsState, event: WinEvent, keep: number, moment: Moment): WinsState {
  const key = identity(event);
  if (state.seen.has(key)) return { ...state, resumeAfter: event.cursor };
  const win = { ...event, key, celebratedAt: isNews(event, moment) ? moment.monotonic : undefined };
  // The newcomer goes first and the sort is stable: of two wins at one instant the later arrival leads.
  const wins = [win, ...state.wins].sort((a, b) => Date.parse(b.at) - Date.parse(a.at)).slice(0, keep);
  const seen = new Set([...state.seen, key].slice(-REMEMBERED));
  return { wins, seen, resumeAfter: event.cursor };
}

/**
 * A cursor is a place in the stream, not a name: the events replayed by `last` may all carry the same one. A win is
 * this deal, won at this instant, posted at that one.
 */
function identity({ deal, at, recordedAt }: WinEvent): string {
  return `${deal.id} ${at} ${recordedAt}`;
}

/** A win to celebrate: it happened just now, while somebody was watching; never an import or a late entry. */
export function isNews(event: WinEvent, { openedAt, serverNow }: Moment): boolean {
  if (event.imported || event.backdated || event.correction) return false;
  if (openedAt === undefined || serverNow === undefined) return false;
  const recorded = Date.parse(event.recordedAt);
  return recorded >= openedAt && serverNow - recorded <= NEWS;
}
