import type { GraphQLField, GraphQLSchema } from 'graphql';

/**
 * What can be subscribed to as a topic is asked as the query of the same name: they must take and give the same. Checked when the server
 * starts, because a difference would only show as refused subscriptions.
 */
export function checkTwins(schema: GraphQLSchema): void {
  const queries = schema.getQueryType()?.getFields() ?? {};
  for (const subscription of Object.values(schema.getSubscriptionType()?.getFields() ?? {})) {
    const query = queries[subscription.name];
    if (query && signature(query) !== signature(subscription)) {
      throw new Error(
        `the subscription ${subscription.name} differs from the query: ${signature(subscription)}, ${signature(query)}`,
      );
    }
  }
}

function signature({ args, type }: GraphQLField<unknown, unknown>): string {
  const parameters = args.map(
    ({ name, type: of, defaultValue }) =>
      `${name}: ${of}${defaultValue === undefined ? '' : ` = ${JSON.stringify(defaultValue)}`}`,
  );
  return `(${parameters.toSorted().join(', ')}): ${type}`;
}
