import { useState } from 'react';
import type { TypedDocumentString } from '../gql/graphql.ts';
import { type ApiFailure, asFailure } from './api-failure.ts';
import { ask } from './ask.ts';
import { intentionKeys } from './intention-key.ts';

interface Verb<I, T> {
  /** Does it; the answer, or undefined when it failed. */
  run(input: I): Promise<T | undefined>;
  busy: boolean;
  failure: ApiFailure | undefined;
  /** Forgets the last failure. */
  clear(): void;
}

/** A verb of the graph, ready to be done. */
export function useVerb<I extends { key: string }, T, V extends { input: I }>(
  document: TypedDocumentString<T, V>,
): Verb<Omit<I, 'key'>, T> {
  const [keys] = useState(intentionKeys);
  return useAction(async (input: Omit<I, 'key'>) => {
    try {
      const answer = await ask(document, { input: { ...input, key: keys.keyFor(input) } } as unknown as V);
      keys.settled();
      return answer;
    } catch (reason) {
      if (!asFailure(reason).unreachable) keys.settled();
      throw reason;
    }
  });
}

/** Anything that takes a while and may fail, with what a button and a form need to know about it. */
export function useAction<I, T>(act: (input: I) => Promise<T>): Verb<I, T> {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<ApiFailure>();
  return {
    busy,
    failure,
    clear: () => setFailure(undefined),
    async run(input) {
      setBusy(true);
      setFailure(undefined);
      try {
        return await act(input);
      } catch (reason) {
        setFailure(asFailure(reason));
        return undefined;
      } finally {
        setBusy(false);
      }
    },
  };
}
