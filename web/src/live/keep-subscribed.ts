import type { ExecutionResult } from 'graphql';
import type { SubscribePayload } from 'graphql-ws';
import type { TypedDocumentString } from '../gql/graphql.ts';
import { type Failure, failureOf, OUTDATED } from './failure.ts';
import { reloadForNewVersion } from './new-version.ts';
import { pause, retryWait } from './retry-wait.ts';
import { socket } from './socket.ts';

export interface Listener<T> {
  answer(data: T): void;
  failed(failure: Failure): void;
}

/**
 * Asks a question live until the returned function is called. A lost connection is healed by the socket; a
 * subscription that the server ends or refuses is asked again here. `variables` is read anew at every asking, so that
 * a stream can resume where it stopped.
 */
export function keepSubscribed<T, V extends object>(
  document: TypedDocumentString<T, V>,
  variables: () => V,
  listener: Listener<T>,
): () => void {
  let stopped = false;
  let stop = () => {};
  let misses = 0;

  // A getter, because the socket sends this same object again after each reconnect.
  const payload: SubscribePayload = {
    query: document.toString(),
    get variables() {
      return variables() as Record<string, unknown>;
    },
  };

  const failed = (reason: unknown) => {
    const failure = failureOf(reason);
    if (failure.code === OUTDATED) reloadForNewVersion();
    listener.failed(failure);
  };

  const askOnce = () =>
    new Promise<void>((ended) => {
      stop = socket.subscribe<T>(payload, {
        next: (result: ExecutionResult<T, unknown>) => {
          if (result.data && !result.errors?.length) {
            misses = 0;
            listener.answer(result.data);
          } else failed(result.errors);
        },
        error: (reason) => {
          failed(reason);
          ended();
        },
        complete: ended,
      });
    });

  const forever = async () => {
    while (!stopped) {
      await askOnce();
      if (!stopped) await pause(retryWait(misses++));
    }
  };
  void forever();

  return () => {
    stopped = true;
    stop();
  };
}
