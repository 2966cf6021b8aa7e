import type { Viewer } from '../access/viewer.ts';
import type { Allowances } from './allowances.ts';
import type { LiveLimits } from './limits.ts';
import { TokenBucket } from './token-bucket.ts';

/** What one socket may still send: little before it is known whose it is, then what theirs may. */
export class Pace {
  readonly #allowances: Allowances;
  readonly #limits: LiveLimits;
  #messages: TokenBucket;
  /** whose sockets this one counts among */
  #viewer: Viewer | null = null;

  constructor(allowances: Allowances, limits: LiveLimits) {
    this.#allowances = allowances;
    this.#limits = limits;
    this.#messages = new TokenBucket(limits.strangerMessages, limits.strangerMessages);
  }

  /** One more message; false when it is one too many. */
  take(): boolean {
    return this.#messages.take();
  }

  /** It is known whose the socket is; false when they have too many. */
  settle(viewer: Viewer): boolean {
    const { messagesPerSecond, messageBurst } = this.#limits;
    if (!this.#allowances.opens(viewer)) return false;
    this.#viewer = viewer;
    const times = this.#allowances.of(viewer).messages;
    this.#messages = new TokenBucket(messagesPerSecond * times, messageBurst * times);
    return true;
  }

  end(): void {
    if (this.#viewer) this.#allowances.closes(this.#viewer);
    this.#viewer = null;
  }
}
