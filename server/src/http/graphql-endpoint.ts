import type { IncomingMessage } from 'node:http';
import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import { ApolloServerPluginCacheControlDisabled } from '@apollo/server/plugin/disabled';
import { expressMiddleware } from '@as-integrations/express5';
import type { RequestHandler } from 'express';
import { GraphQLError, type GraphQLSchema, OperationTypeNode } from 'graphql';
import { ensureMayAsk, touchedBy } from '../access/document-rights.ts';
import type { TrustedDocuments } from '../access/trusted-documents.ts';
import { onQuestions } from '../app-context.ts';
import type { Context } from '../context.ts';
import { boundedDocument } from '../lib/document-cost.ts';
import type { ErrorFormatter } from '../lib/graphql-errors.ts';
import type { Metrics } from '../lib/metrics.ts';
import { Refusal } from '../lib/refusal.ts';

export interface EndpointOptions {
  schema: GraphQLSchema;
  /** who asks, and what for; refuses who may not */
  makeContext: (request: IncomingMessage) => Promise<Context>;
  trusted: TrustedDocuments;
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
    // the routes before it have seen to that
    csrfPrevention: false,
    introspection: true,
    stopOnTerminationSignals: false,
    includeStacktraceInErrorResponses: false,
    persistedQueries: false,
    formatError: (_formatted, error) => options.formatError(error),
    parseOptions: { maxTokens: options.maxTokens },
    validationRules: [boundedDocument],
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      countRequests(options.metrics),
      refuseSubscriptions,
      policyFor(options),
    ],
    nodeEnv: 'production',
  });
  await apollo.start();
  const handler = expressMiddleware(apollo, { context: async ({ req }) => options.makeContext(req).catch(withStatus) });
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

/** Before anything runs: may this document be asked, and may all it names be seen or done by who asks? */
function policyFor({ schema, trusted }: EndpointOptions): ApolloServerPlugin<Context> {
  return {
    requestDidStart: async () => ({
      didResolveOperation: async ({ document, operation, source, contextValue }) => {
        const { viewer, access } = contextValue;
        if (!operation) return;
        try {
          const free = trusted.isFree(source, viewer, access);
          ensureMayAsk(access, touchedBy(schema, document, operation));
          if (free && operation.operation === OperationTypeNode.QUERY)
            Object.assign(contextValue, onQuestions(contextValue));
        } catch (error) {
          withStatus(error);
        }
      },
    }),
  };
}

const statuses: Record<string, number> = { UNAUTHENTICATED: 401, FORBIDDEN: 403, BAD_USER_INPUT: 400 };

/** A refusal of the whole request is one in HTTP too. */
function withStatus(error: unknown): never {
  if (!(error instanceof Refusal)) throw error;
  const status = statuses[error.code] ?? 400;
  throw new GraphQLError(error.message, { originalError: error, extensions: { code: error.code, http: { status } } });
}

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
