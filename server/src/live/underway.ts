import type { GraphQLFormattedError } from 'graphql';
import type { SubscribePayload } from 'graphql-ws';
import type { Outlet } from './outlet.ts';
import type { Caller } from './scope.ts';

/** What one operation may say, under its id. */
export interface Speaker {
  id: string;
  outlet: Outlet;
  /** a result of a query or mutation, the only one */
  result(payload: object): void;
  /** the operation has failed and is over */
  fail(errors: readonly GraphQLFormattedError[]): void;
}

/** An operation that has started. */
export interface Underway {
  end: () => void;
  /** goes on for as long as it is wanted: with other rights it is started again */
  restarts?: boolean;
  /** of a stream: tells the client to resume it, because starting it again would begin at the wrong place */
  breakOff?: () => void;
}

/** Starts an operation. May throw whatever refuses it. */
export type StartOperation = (payload: SubscribePayload, caller: Caller, speaker: Speaker) => Promise<Underway>;

/** One operation: `underway` comes once it has started. */
export interface Running {
  payload: SubscribePayload;
  speaker: Speaker;
  underway: Underway | null;
  over: boolean;
}
