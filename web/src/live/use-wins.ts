import { useEffect, useState } from 'react';
import { WinsDocument } from '../gql/graphql.ts';
import { monotonic, serverNow } from './clock.ts';
import type { Failure } from './failure.ts';
import type { FeedState } from './feed.ts';
import { keepSubscribed } from './keep-subscribed.ts';
import { useConnection, useSecond } from './use-feed.ts';
import { addWin, noWins, type Win, type WinsState } from './wins.ts';

/** A stream says nothing when it has nothing: after this long on an open line the list is known to be empty. */
const QUIET_MEANS_EMPTY = 2_000;
const SILENCE = 45_000;

/** The last wins and those to come, resumed without a gap or a repeat after every loss of connection. */
export function useWins(keep: number): { wins: readonly Win[]; state: FeedState } {
  const [wins, setWins] = useState<readonly Win[]>([]);
  const [failure, setFailure] = useState<Failure>();
  const connection = useConnection();
  useSecond();

  useEffect(() => {
    let stream: WinsState = noWins;
    let openedAt: number | undefined;
    let failures = 0;
    return keepSubscribed(WinsDocument, () => (stream.resumeAfter ? { after: stream.resumeAfter } : { last: keep }), {
      answer: ({ dealEvents: event }) => {
        failures = 0;
        setFailure(undefined);
        openedAt ??= pageOpenedAt();
        stream = addWin(stream, event, keep, { monotonic: monotonic(), serverNow: serverNow(), openedAt });
        setWins(stream.wins);
      },
      failed: (reason) => {
        setFailure(reason);
        // A cursor the server does not take (another database, a horizon passed) must not lock the ticker out for good.
        const useless = reason.code === 'REFUSED' || reason.code === 'BAD_USER_INPUT';
        if (++failures > 2 || useless) stream = { ...stream, resumeAfter: undefined };
      },
    });
  }, [keep]);

  return { wins, state: streamState(connection, failure, wins.length > 0) };
}

function streamState(
  { state, since }: { state: string; since: number },
  failure: Failure | undefined,
  some: boolean,
): FeedState {
  const lasting = monotonic() - since;
  if (failure?.refused) return 'refused';
  if (failure && !some) return 'failed';
  if (state !== 'open' && lasting > SILENCE && some) return 'stale';
  if (some || (state === 'open' && lasting > QUIET_MEANS_EMPTY)) return 'live';
  return 'waiting';
}

/** `performance.now()` starts with the page, so the page's opening is that long ago by the server's clock. */
function pageOpenedAt(): number | undefined {
  const now = serverNow();
  return now === undefined ? undefined : now - monotonic();
}
