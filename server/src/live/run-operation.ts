import { execute, type GraphQLSchema, OperationTypeNode } from 'graphql';
import { ensureMayAsk, touchedBy } from '../access/document-rights.ts';
import { type ErrorFormatter, toldTo } from '../lib/graphql-errors.ts';
import type { Metrics } from '../lib/metrics.ts';
import { checkVariables, variableLimits } from '../lib/variable-limits.ts';
import type { Allowances } from './allowances.ts';
import { formatted } from './answer.ts';
import type { Documents, Operation } from './documents.ts';
import { eventQuestion } from './event-question.ts';
import type { EventStreams } from './event-streams.ts';
import type { Hub } from './hub.ts';
import { type Caller, type ScopedContext, scopeOf } from './scope.ts';
import { Slot } from './slot.ts';
import { rootField, topicQuestion } from './topic-question.ts';
import type { Speaker, StartOperation } from './underway.ts';

export interface OperationOptions {
  schema: GraphQLSchema;
  documents: Documents;
  allowances: Allowances;
  hub: Hub;
  streams: EventStreams;
  makeContext: ScopedContext;
  format: ErrorFormatter;
  metrics: Metrics;
  /** whether a document is none of ours; refuses what this caller may not ask */
  isFree: (text: string, caller: Caller) => boolean;
  /** whether a question with these arguments is about clients one by one */
  asksByClient: (args: Record<string, unknown>) => boolean;
  /** work that shutting down waits for */
  track: (work: Promise<void>) => void;
}

/** The subscriptions that are streams; all others are topics. */
const streamed = new Set(['dealEvents']);

/** Starts what a client asks for: a subscription joins its topic or stream, anything else is executed once. */
export function operationStarter(options: OperationOptions): StartOperation {
  const { schema, documents, hub, streams, metrics, isFree, asksByClient } = options;
  return async ({ query, operationName, variables }, caller, speaker) => {
    const free = isFree(query, caller);
    checkVariables(variables, variableLimits);
    const asked = documents.operation(query, operationName);
    const touched = touchedBy(schema, asked.document, asked.operation);
    ensureMayAsk(caller.access, touched);
    const given = variables ?? {};
    if (asked.operation.operation !== OperationTypeNode.SUBSCRIPTION)
      return { end: once(options, asked, given, caller, speaker, free) };
    metrics.requests.inc({ transport: 'websocket', operation: 'subscription', outcome: 'ok' });
    const { id, outlet, fail } = speaker;
    if (streamed.has(rootField(asked).name.value)) {
      const scope = scopeOf(caller, touched, false, free);
      return streams.subscribe(eventQuestion(schema, asked, given), scope, { id, outlet, onError: fail });
    }
    const question = topicQuestion(schema, asked, given);
    const scope = scopeOf(caller, touched, asksByClient(question.args), free);
    const slot = new Slot({ id, outlet, onRefused: fail, onHeld: () => metrics.held.inc() });
    const leave = hub.subscribe(question, scope, slot);
    const end = (): void => {
      slot.end();
      leave();
    };
    return { end, restarts: true };
  };
}

/** Executes a query or mutation; nobody can take it back once it runs, only its result is then not sent. */
function once(
  { schema, makeContext, format, metrics, track, allowances }: OperationOptions,
  { document, operation }: Operation,
  variableValues: Record<string, unknown>,
  caller: Caller,
  { result, outlet }: Speaker,
  free: boolean,
): () => void {
  const tell = toldTo(caller.access.can('introspect', 'Schema'), format);
  const execution = async (): Promise<void> => {
    // nobody waits for it any more
    if (!outlet.open) return;
    const operationName = operation.name?.value;
    const labels = { transport: 'websocket', operation: operation.operation };
    try {
      const contextValue = await makeContext(caller, free && operation.operation === OperationTypeNode.QUERY);
      const answer = await execute({ schema, document, operationName, variableValues, contextValue });
      metrics.requests.inc({ ...labels, outcome: answer.errors ? 'errors' : 'ok' });
      result(formatted(answer, tell));
    } catch (error) {
      metrics.requests.inc({ ...labels, outcome: 'errors' });
      result({ data: null, errors: [tell(error)] });
    }
  };
  const tooMany = (error: unknown): void => result({ data: null, errors: [tell(error)] });
  track(allowances.run(caller.viewer, free, execution).catch(tooMany));
  return () => undefined;
}
