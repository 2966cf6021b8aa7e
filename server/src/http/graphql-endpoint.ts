import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import { expressMiddleware } from '@as-integrations/express5';
import type { RequestHandler } from 'express';
import { GraphQLError, type GraphQLSchema, OperationTypeNode } from 'graphql';
import { ensureMayAsk, touchedBy } from '../access/document-rights.ts';
import { onQuestions } from '../app-context.ts';
import type { Context } from '../context.ts';
import { boundedDocument } from '../lib/document-cost.ts';
import { type ErrorFormatter, withoutSuggestions } from '../lib/graphql-errors.ts';
import type { Metrics } from '../lib/metrics.ts';
import { Refusal } from '../lib/refusal.ts';
import type { Documents } from '../live/documents.ts';
import { statusOf } from './request-failure.ts';
import { contextOf, isFree, isWaitedFor, type PreflightOptions, preflight } from './request-preflight.ts';

export interface EndpointOptions extends PreflightOptions {
  schema: GraphQLSchema;
  formatError: ErrorFormatter;
  metrics: Metrics;
}

/** GraphQL over HTTP. The application owns start, stop and error texts; Apollo executes. */
export async function createEndpoint(
  options: EndpointOptions,
): Promise<{ handlers: RequestHandler[]; stop(): Promise<void> }> {
  const apollo = new ApolloServer<Context>({
    schema: options.schema,
    // what comes before it has seen to that
    csrfPrevention: false,
    introspection: true,
    stopOnTerminationSignals: false,
    includeStacktraceInErrorResponses: false,
    persistedQueries: false,
    formatError: (_formatted, error) => options.formatError(error),
    // ours is shared with WebSocket
    documentStore: null,
    validationRules: [boundedDocument],
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      keepDocuments(options.documents),
      tellWhatMayBeTold,
      plainJsonStatus,
      countRequests(options.metrics),
      refuseSubscriptions,
      policyFor(options),
    ],
    nodeEnv: 'production',
  });
  await apollo.start();
  const handler = expressMiddleware(apollo, { context: async ({ req }) => contextOf(req) });
  const inTurn: RequestHandler = (request, response, next) =>
    options.allowances.run(contextOf(request).viewer, isFree(request), async () => {
      // nobody waits for it any more
      if (!response.closed) await handler(request, response, next);
    });
  return { handlers: [...preflight(options), inTurn], stop: () => apollo.stop() };
}

/** A valid document is parsed and validated once, by whichever way it comes. */
function keepDocuments(documents: Documents): ApolloServerPlugin<Context> {
  return {
    requestDidStart: async () => ({
      didResolveSource: async (request) => void Object.assign(request, { document: documents.valid(request.source) }),
      validationDidStart: async ({ source }) => {
        return async (errors) => {
          if (!errors?.length) documents.accept(source);
        };
      },
    }),
  };
}

/** Names of the schema only to those who may read it. */
const tellWhatMayBeTold: ApolloServerPlugin<Context> = {
  requestDidStart: async () => ({
    willSendResponse: async ({ response: { body }, contextValue }) => {
      if (body.kind !== 'single' || contextValue.access.can('introspect', 'Schema')) return;
      const { singleResult } = body;
      if (singleResult.errors) singleResult.errors = singleResult.errors.map(withoutSuggestions);
    },
  }),
};

/** complaints of GraphQL itself about the question */
const aboutTheQuestion: ReadonlySet<unknown> = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'BAD_USER_INPUT',
]);

/**
 * GraphQL over HTTP: who accepts nothing but plain JSON is told by the body alone what is wrong with a question; the status would not tell
 * them apart from what a proxy says.
 */
const plainJsonStatus: ApolloServerPlugin<Context> = {
  requestDidStart: async () => ({
    willSendResponse: async ({ request, response: { body, http } }) => {
      const accept = request.http?.headers.get('accept') ?? '';
      if (http.status !== 400 || body.kind !== 'single' || !/^application\/json\b[^,]*$/i.test(accept.trim())) return;
      const { errors = [] } = body.singleResult;
      if (errors.every(({ extensions }) => aboutTheQuestion.has(extensions?.code))) http.status = 200;
    },
  }),
};

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
            Object.assign(
              contextValue,
              onQuestions(contextValue, () => isWaitedFor(contextValue)),
            );
        } catch (error) {
          withStatus(error);
        }
      },
    }),
  };
}

/** A refusal of the whole request is one in HTTP too. */
function withStatus(error: unknown): never {
  if (!(error instanceof Refusal)) throw error;
  throw new GraphQLError(error.message, {
    originalError: error,
    extensions: { code: error.code, http: { status: statusOf(error) } },
  });
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
