/** Why a question has no answer: not allowed, or anything else. */
export interface Failure {
  /** The machine-readable reason, if the server gave one. */
  code: string | undefined;
  refused: boolean;
  message: string;
}

/** The server does not know the text of this question. */
export const OUTDATED = 'UNKNOWN_DOCUMENT';

interface Refusal {
  message?: string;
  extensions?: { code?: unknown; refusal?: unknown };
}

/** Reads a failure out of whatever a socket may hand us: GraphQL errors, a close event, an exception. */
export function failureOf(reason: unknown): Failure {
  const first: unknown = Array.isArray(reason) ? reason[0] : reason;
  if (!isRefusal(first)) return { code: undefined, refused: false, message: '' };
  const given = first.extensions?.code;
  // A question of an old build is no lack of rights: the figure stays until the page has reloaded.
  if (first.extensions?.refusal === OUTDATED) return { code: OUTDATED, refused: false, message: first.message ?? '' };
  const code = typeof given === 'string' ? given : undefined;
  return { code, refused: code === 'FORBIDDEN' || code === 'UNAUTHENTICATED', message: first.message ?? '' };
}

function isRefusal(value: unknown): value is Refusal {
  return typeof value === 'object' && value !== null;
}
