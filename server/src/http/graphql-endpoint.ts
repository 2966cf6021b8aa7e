import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import { ApolloServerPluginCacheControlDisabled } from '@apollo/server/plugin/disabled';
import { expressMiddleware } from '@as-integrations/express5';
import type { RequestHandler } from 'express';
import { type GraphQLSchema, OperationTypeNode } from 'graphql';
import type { Context } from '../context.ts';
import { boundedDocument } from '../lib/document-cost.ts';
import type { ErrorFormatter } from '../lib/graphql-errors.ts';
import type { Metrics } from '../lib/metrics.ts';
import { Refusal } from '../lib/refusal.ts';

export interface EndpointOptions {
  schema: GraphQLSchema;
  makeContext: () => Context;
  formatError: ErrorFormatter;
  metrics: Metrics;
  /** of a document */
  maxTokens: number;
}

/** GraphQL over HTTP. The application owns start, stop and error texts; Apollo executes. */
export async function createEndpoint(
  options: EndpointOptions,
): Promise<{ handler: RequestHandler; stop(): Promise<void> }> {
  const apollo = new ApolloServer<Context>({
    schema: options.schema,
    csrfPrevention: true,
    introspection: true,
    stopOnTerminationSignals: false,
    includeStacktraceInErrorResponses: false,
    persistedQueries: false,
    formatError: (_formatted, error) => options.formatError(error),
    parseOptions: { maxTokens: options.maxTokens },
    validationRules: [boundedDocument],
    plugins: [ApolloServerPluginCacheControlDisabled(), countRequests(options.metrics), refuseSubscriptions],
    nodeEnv: 'production',
  });
  await apollo.start();
  const handler = expressMiddleware(apollo, { context: async () => options.makeContext() });
  return { handler, stop: () => apollo.stop() };
}

/** They are answered over WebSocket; here they would only find nothing to wait for. */
const refuseSubscriptions: ApolloServerPlugin<Context> = {
  requestDidStart: async () => ({
    didResolveOperation: async ({ operation }) => {
      if (operation?.operation !== OperationTypeNode.SUBSCRIPTION) return;
      throw Refusal.badInput('query', 'a query or a mutation: subscriptions are served over WebSocket at this address');
    },
  }),
};

function countRequests(metrics: Metrics): ApolloServerPlugin<Context> {
  return {
    requestDidStart: async () => ({
      willSendResponse: async ({ response, operation }) => {
        const failed = response.body.kind === 'single' && response.body.singleResult.errors !== undefined;
        const outcome = failed ? 'errors' : 'ok';
        metrics.requests.inc({ transport: 'http', operation: operation?.operation ?? 'none', outcome });
      },
    }),
  };
}
