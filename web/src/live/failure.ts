/** Why a question has no answer: not allowed, or anything else. */
export interface Failure {
  refused: boolean;
  message: string;
}

interface Refusal {
  message?: string;
  extensions?: { code?: unknown };
}

/** Reads a failure out of whatever a socket may hand us: GraphQL errors, a close event, an exception. */
export function failureOf(reason: unknown): Failure {
  const first: unknown = Array.isArray(reason) ? reason[0] : reason;
  if (!isRefusal(first)) return { refused: false, message: '' };
  const code = first.extensions?.code;
  return { refused: code === 'FORBIDDEN' || code === 'UNAUTHENTICATED', message: first.message ?? '' };
}

function isRefusal(value: unknown): value is Refusal {
  return typeof value === 'object' && value !== null;
}
