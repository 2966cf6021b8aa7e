import { useCallback, useState } from 'react';
import type { TypedDocumentString } from '../gql/graphql.ts';
import { ask } from './ask.ts';
import { type Asked, useLoaded } from './use-query.ts';

/** One page of a list, as every connection of the graph gives it. */
export interface PageOf<N> {
  nodes: N[];
  totalCount: number;
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
}

export interface Pages<N> extends Pick<Asked<unknown>, 'failure' | 'loading' | 'refetch'> {
  nodes: N[] | undefined;
  total: number;
  /** Fetches the next page; undefined when there is none. */
  more: (() => void) | undefined;
}

/** A list that may be long: the first page, and more on request. A refetch brings back as much as was shown. */
export function usePages<T, V extends object, N>(
  document: TypedDocumentString<T, V>,
  variables: Omit<V, 'first' | 'after'>,
  size: number,
  pageIn: (answer: T) => PageOf<N>,
): Pages<N> {
  const key = JSON.stringify(variables);
  const [shown, setShown] = useState({ key, pages: 1 });
  const pages = shown.key === key ? shown.pages : 1;
  const load = useCallback(async () => {
    const nodes: N[] = [];
    let after: string | null = null;
    for (let page = 1; ; page++) {
      const answer: T = await ask(document, { ...JSON.parse(key), first: size, after } as V);
      const { nodes: some, pageInfo, totalCount } = pageIn(answer);
      nodes.push(...some);
      after = pageInfo.endCursor;
      if (page >= pages || !pageInfo.hasNextPage) return { nodes, totalCount, hasNextPage: pageInfo.hasNextPage };
    }
  }, [document, key, size, pages, pageIn]);
  const { data, failure, loading, refetch } = useLoaded(load);
  return {
    nodes: data?.nodes,
    total: data?.totalCount ?? 0,
    failure,
    loading,
    refetch,
    more: data?.hasNextPage ? () => setShown({ key, pages: pages + 1 }) : undefined,
  };
}
