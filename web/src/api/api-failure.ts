/** What a server may say when it says no; REST and GraphQL answers are both read into this. */
export interface SaidNo {
  code: string;
  message?: string;
  field?: string;
  refusal?: string;
  retryAfter?: number;
}

/** A question or an action that came to nothing, with the machine-readable reason. */
export class ApiFailure extends Error {
  readonly code: string;
  /** Which input it was about. */
  readonly field: string | undefined;
  /** Seconds until it makes sense to try again. */
  readonly retryAfter: number | undefined;

  constructor({ code, message, field, retryAfter }: SaidNo) {
    super(message ?? code);
    this.code = code;
    this.field = field;
    this.retryAfter = retryAfter;
  }

  /** Nobody answered: whether it was done is not known, and trying again is right. */
  get unreachable(): boolean {
    return this.code === UNREACHABLE;
  }

  /** It comes right by waiting: nobody answered, or we asked too fast. */
  get passing(): boolean {
    return this.unreachable || PASSING.has(this.code);
  }
}

export const UNREACHABLE = 'UNREACHABLE';
const PASSING = new Set(['RATE_LIMITED', 'BUSY']);

/** Whatever was thrown, as a failure. */
export function asFailure(reason: unknown): ApiFailure {
  return reason instanceof ApiFailure ? reason : new ApiFailure({ code: UNREACHABLE });
}
