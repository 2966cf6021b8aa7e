import type { Failure } from './failure.ts';

/** What is known of one live question. The last answer outlives every failure: a board never goes blank. */
export interface Feed<T> {
  data: T | undefined;
  /** The instant the data stands for, by the server's clock. */
  dataAsOf: string | undefined;
  /** When the last answer came, in monotonic milliseconds. */
  answeredAt: number | undefined;
  failure: Failure | undefined;
}

export type FeedState = 'waiting' | 'live' | 'stale' | 'failed' | 'refused';

export type FeedNews<T> = { type: 'answered'; data: T; at: number } | { type: 'failed'; failure: Failure };

/** Answers repeat every 15 s even when nothing changes: three in a row missing means nobody is talking to us. */
export const SILENCE = 45_000;

/** A feed before its first answer. */
export function unansweredFeed<T>(): Feed<T> {
  return { data: undefined, dataAsOf: undefined, answeredAt: undefined, failure: undefined };
}

/** The feed after a piece of news. */
export function feedReducer<T extends object>(feed: Feed<T>, news: FeedNews<T>): Feed<T> {
  switch (news.type) {
    case 'answered':
      return { data: news.data, dataAsOf: dataAsOf(news.data), answeredAt: news.at, failure: undefined };
    case 'failed':
      return { ...feed, failure: news.failure };
  }
}

/** How the tile of a feed should present itself at this moment. */
export function feedState(feed: Feed<unknown>, now: number): FeedState {
  // A right that was taken away hides the figure at once; a fault keeps the last one until it is old.
  if (feed.failure?.refused) return 'refused';
  if (feed.answeredAt === undefined) return feed.failure ? 'failed' : 'waiting';
  return now - feed.answeredAt > SILENCE ? 'stale' : 'live';
}

/** The age of what was read, taken from the answer's one root field. */
function dataAsOf(answer: object): string | undefined {
  for (const root of Object.values(answer)) {
    if (typeof root === 'object' && root !== null && 'dataAsOf' in root && typeof root.dataAsOf === 'string') {
      return root.dataAsOf;
    }
  }
  return undefined;
}
