/**
 * The `subscribe` of every live field: never called. The live hub answers a subscription by executing the query of the same name,
 * once for everybody who asks the same.
 */
export function servedByHub(): AsyncIterable<never> {
  throw new Error('subscriptions are served by the live hub, over WebSocket at /graphql');
}
