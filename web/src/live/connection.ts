import { monotonic } from './clock.ts';
import { createStore } from './store.ts';

export type ConnectionState = 'connecting' | 'open' | 'lost';

export interface Connection {
  state: ConnectionState;
  /** Monotonic milliseconds since when it has been so. */
  since: number;
}

/** Whether this page is in touch with the server. */
export const connection = createStore<Connection>({ state: 'connecting', since: monotonic() });

/** Notes a change of the connection; repeating the same state keeps its beginning. */
export function noteConnection(state: ConnectionState): void {
  if (connection.get().state !== state) connection.set({ state, since: monotonic() });
}
