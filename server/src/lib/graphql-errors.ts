import { randomUUID } from 'node:crypto';
import { GraphQLError, type GraphQLFormattedError, Kind } from 'graphql';
import type { Logger } from 'pino';
import { fieldOf } from './graphql-field.ts';
import { Refusal } from './refusal.ts';

/** Turns what went wrong into what a client may see. */
export type ErrorFormatter = (error: unknown) => GraphQLFormattedError;

/**
 * The one place where errors become answers, for HTTP and WebSocket alike. Refusals and complaints of GraphQL itself about the document and its
 * variables are shown with their code; anything else is a bug: its message may hold anything, so it is logged under an id and only the id
 * is shown.
 */
export function errorFormatter(log: Logger, onMasked: () => void = () => undefined): ErrorFormatter {
  return (error) => shown(error) ?? masked(error, log, onMasked);
}

function shown(error: unknown): GraphQLFormattedError | null {
  const root = rootOf(error);
  if (root instanceof Refusal) {
    return { message: root.message, ...placeOf(error), extensions: { ...root.extensions, code: root.code } };
  }
  if (!(error instanceof GraphQLError)) return null;
  const code = codeOf(error, root);
  if (code === null) return null;
  const { http: _http, ...told } = error.extensions;
  const field = told.field ?? fieldOf(error);
  return { message: error.message, ...placeOf(error), extensions: { ...told, ...(field ? { field } : {}), code } };
}

/** What one caller is told: names that GraphQL guesses at only if they may read the schema, which would come out one guess at a time. */
export function toldTo(mayIntrospect: boolean, format: ErrorFormatter): ErrorFormatter {
  return mayIntrospect ? format : (error) => withoutSuggestions(format(error));
}

export function withoutSuggestions(error: GraphQLFormattedError): GraphQLFormattedError {
  const { message } = error;
  const guess = message.lastIndexOf('Did you mean ');
  return guess < 0 ? error : { ...error, message: message.slice(0, guess).trimEnd() };
}

/** Whether an error is a "no" that was meant, so that asking again is of no use. */
export function isRefusal(error: GraphQLFormattedError): boolean {
  return error.extensions?.code !== 'INTERNAL_SERVER_ERROR';
}

function masked(error: unknown, log: Logger, onMasked: () => void): GraphQLFormattedError {
  const id = randomUUID();
  const place = placeOf(error);
  log.error({ err: rootOf(error), errorId: id, path: place.path }, 'an operation failed');
  onMasked();
  return { message: 'Internal error', ...place, extensions: { code: 'INTERNAL_SERVER_ERROR', id } };
}

function placeOf(error: unknown): Pick<GraphQLFormattedError, 'locations' | 'path'> {
  if (!(error instanceof GraphQLError)) return {};
  const { locations, path } = error;
  return { ...(locations && { locations }), ...(path && { path }) };
}

/** What was thrown, below the wrapping that GraphQL adds. */
function rootOf(error: unknown): unknown {
  let root = error;
  while (root instanceof GraphQLError && root.originalError) root = root.originalError;
  return root;
}

/** The code of an error that GraphQL made itself; null for what comes out of a resolver or a bug. */
function codeOf(error: GraphQLError, root: unknown): string | null {
  const given = error.extensions.code;
  if (given === 'INTERNAL_SERVER_ERROR') return null;
  // without a path it was made before anything ran: parsing, validation, variables
  if (error.path === undefined) return typeof given === 'string' ? given : uncodedRequestError(error);
  if (!(root instanceof GraphQLError)) return null;
  if (typeof given === 'string') return given;
  // arguments are coerced while running: such an error points at the argument's value, one about a result at a field
  const kind = root.nodes?.[0]?.kind;
  return kind === undefined || kind === Kind.FIELD ? null : 'BAD_USER_INPUT';
}

/** what graphql-js says of a variable's value, as opposed to its declaration */
const aboutVariable = /^Variable "\$\w+" (got invalid value|of required type|of non-null type)/;

function uncodedRequestError(error: GraphQLError): string {
  if (error.message.startsWith('Syntax Error')) return 'GRAPHQL_PARSE_FAILED';
  return aboutVariable.test(error.message) ? 'BAD_USER_INPUT' : 'GRAPHQL_VALIDATION_FAILED';
}
