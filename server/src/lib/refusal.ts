/** The codes a client can rely on (`extensions.code`). Anything that is not a Refusal is a bug: it is masked and logged. */
export type RefusalCode =
  | 'BAD_USER_INPUT'
  | 'FORBIDDEN'
  | 'UNAUTHENTICATED'
  | 'NOT_FOUND'
  | 'CONFLICT'
  | 'REFUSED'
  | 'RATE_LIMITED';

/** A "no" that is meant: said in words, with a code, naming the field and what was expected. Nothing has been written. */
export class Refusal extends Error {
  readonly code: RefusalCode;
  readonly extensions: Record<string, unknown>;

  constructor(code: RefusalCode, message: string, extensions: Record<string, unknown> = {}) {
    super(message);
    this.name = 'Refusal';
    this.code = code;
    this.extensions = extensions;
  }

  /** The input does not make sense by itself. `field` is its path (`input.amount`), `expected` what would have been right. */
  static badInput(field: string, expected: string, more: Record<string, unknown> = {}): Refusal {
    return new Refusal('BAD_USER_INPUT', `${field}: expected ${expected}`, { field, expected, ...more });
  }

  /** Too much of it in too short a time. */
  static rateLimited(seconds: number): Refusal {
    const retryAfter = Math.max(1, Math.ceil(seconds));
    return new Refusal('RATE_LIMITED', `Too much at once: try again in ${retryAfter} s`, { retryAfter });
  }

  static notFound(field: string, noun: string, id: string): Refusal {
    return new Refusal('NOT_FOUND', `${field}: there is no ${noun} ${id}`, { field, noun, id });
  }

  static conflict(message: string, more: Record<string, unknown>): Refusal {
    return new Refusal('CONFLICT', message, more);
  }

  /** The input is sound, but the state of things forbids it. `refusal` is a stable name such as DEAL_ALREADY_CLOSED. */
  static refused(refusal: string, message: string, more: Record<string, unknown> = {}): Refusal {
    return new Refusal('REFUSED', message, { refusal, ...more });
  }
}
