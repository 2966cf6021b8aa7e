import { useCallback, useEffect, useRef, useState } from 'react';
import type { TypedDocumentString } from '../gql/graphql.ts';
import { pause, retryWait } from '../live/retry-wait.ts';
import { type ApiFailure, asFailure } from './api-failure.ts';
import { ask } from './ask.ts';

export interface Asked<T> {
  /** The last answer; it stays while the question is asked anew. */
  data: T | undefined;
  failure: ApiFailure | undefined;
  /** With a failure: it is being asked again. */
  loading: boolean;
  refetch(): Promise<void>;
}

/** Asks the graph and keeps the answer. A server that is away, or has too much to do, is asked again until it answers. */
export function useQuery<T, V>(document: TypedDocumentString<T, V>, variables: V): Asked<T> {
  const key = JSON.stringify(variables);
  const load = useCallback(() => ask(document, JSON.parse(key) as V), [document, key]);
  return useLoaded(load);
}

/** Loads something and keeps it; `load` must stay the same function as long as it means the same thing. */
export function useLoaded<T>(load: () => Promise<T>): Asked<T> {
  const [data, setData] = useState<T>();
  const [failure, setFailure] = useState<ApiFailure>();
  const [loading, setLoading] = useState(true);
  /** Only the answer to the latest question counts. */
  const asked = useRef(0);

  const refetch = useCallback(async () => {
    const mine = ++asked.current;
    setLoading(true);
    for (let misses = 0; mine === asked.current; misses++) {
      try {
        const answer = await load();
        if (mine !== asked.current) return;
        setData(() => answer);
        setFailure(undefined);
      } catch (reason) {
        if (mine !== asked.current) return;
        const why = asFailure(reason);
        setFailure(why);
        if (why.passing) {
          await pause(Math.max(retryWait(misses), (why.retryAfter ?? 0) * 1000));
          continue;
        }
      }
      setLoading(false);
      return;
    }
  }, [load]);

  useEffect(() => {
    void refetch();
    return () => {
      asked.current++;
    };
  }, [refetch]);

  return { data, failure, loading, refetch };
}
