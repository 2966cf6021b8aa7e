import type { Answer } from './answer.ts';
import type { Gate } from './gate.ts';
import type { LiveLimits } from './limits.ts';
import type { TailEntry } from './tail-entry.ts';
import { anything, type Touch, type TouchTest, touchTest } from './touch.ts';

/** Whoever wants the answers of a topic. Taking one must neither wait nor throw. */
export interface Subscriber {
  offer(answer: Answer): void;
}

export interface TopicOptions {
  /** what touches the question as of now; may throw, then everything does */
  touch: () => Touch;
  compute: () => Promise<Answer>;
  gate: Gate;
  /** a question that is none of ours */
  free: boolean;
  limits: Pick<LiveLimits, 'coalesce' | 'repeat'>;
  /** an answer was handed to so many subscribers */
  onFanOut: (answer: Answer, subscribers: number) => void;
}

const retry = { first: 500, longest: 2_000 };

/**
 * One question that many ask: computed once, serialised once, handed to all. It computes when something has touched it, at most once per
 * coalescing window, one computation at a time, and stays silent when the answer has not changed. Without subscribers it sleeps.
 */
export class Topic {
  readonly #options: TopicOptions;
  readonly #subscribers = new Set<Subscriber>();
  /** those who have had no answer yet: they get the next one even if it is equal to the last */
  readonly #unserved = new Set<Subscriber>();
  #current: Answer | null = null;
  #touches: TouchTest = () => true;
  #nextChangeAt: Date | null = null;
  #dirty = true;
  #running = false;
  #timer: NodeJS.Timeout | null = null;
  #notBefore = 0;
  #sentAt = 0;
  #repeat = false;
  #failures = 0;
  #closed = false;
  /** when the last subscriber left; null while there are some */
  idleSince: number | null = performance.now();

  constructor(options: TopicOptions) {
    this.#options = options;
  }

  get free(): boolean {
    return this.#options.free;
  }

  get size(): number {
    return this.#subscribers.size;
  }

  /** `current`: the tail is known to be read, so that an answer nothing has touched since is still true. */
  add(subscriber: Subscriber, current: boolean): void {
    if (this.#subscribers.size === 0) this.#sentAt = performance.now();
    this.#subscribers.add(subscriber);
    this.idleSince = null;
    if (this.#current && current && !this.#dirty && !this.#running && !this.#current.failed) {
      this.#hand(this.#current, [subscriber]);
      return;
    }
    this.#unserved.add(subscriber);
    this.wake();
  }

  remove(subscriber: Subscriber): void {
    this.#subscribers.delete(subscriber);
    this.#unserved.delete(subscriber);
    if (this.#subscribers.size === 0) this.idleSince ??= performance.now();
  }

  /** New entries have been committed: wakes if one of them can touch the answer. */
  see(entries: readonly TailEntry[]): void {
    if (!this.#dirty && entries.some(this.#touches)) this.wake();
  }

  /** The answer may have changed. */
  wake(): void {
    this.#dirty = true;
    this.#schedule();
  }

  /** Looks at the clocks: of business for a change of day, of the machine for a repeat. */
  tick(businessNow: Date): void {
    if (this.#nextChangeAt && businessNow >= this.#nextChangeAt) {
      this.#nextChangeAt = null;
      this.wake();
    }
    const quiet = performance.now() - this.#sentAt >= this.#options.limits.repeat;
    if (quiet && this.#current && !this.#running && this.#subscribers.size > 0) {
      this.#repeat = true;
      this.wake();
    }
  }

  close(): void {
    this.#closed = true;
    if (this.#timer) clearTimeout(this.#timer);
  }

  #schedule(): void {
    if (!this.#dirty || this.#running || this.#timer || this.#closed || this.#subscribers.size === 0) return;
    const wait = this.#notBefore - performance.now();
    if (wait <= 0) void this.#run();
    else this.#timer = setTimeout(() => this.#due(), wait);
  }

  #due(): void {
    this.#timer = null;
    this.#schedule();
  }

  async #run(): Promise<void> {
    this.#running = true;
    const answer = await this.#options.gate.run(() => this.#compute());
    this.#running = false;
    if (this.#closed) return;
    this.#failures = answer.failed ? this.#failures + 1 : 0;
    this.#deliver(answer);
    if (answer.failed) this.#retry();
    this.#schedule();
  }

  /** From here on, whatever is committed makes the topic dirty again: it may have missed this computation's snapshot. */
  #compute(): Promise<Answer> {
    this.#dirty = false;
    this.#notBefore = performance.now() + this.#options.limits.coalesce;
    this.#readTouch();
    return this.#options.compute();
  }

  #readTouch(): void {
    let touch = anything;
    try {
      touch = this.#options.touch();
    } catch {
      // what cannot be understood is refused by the computation, which can say so
    }
    this.#touches = touchTest(touch);
    this.#nextChangeAt = touch.nextChangeAt;
  }

  #deliver(answer: Answer): void {
    const news = answer.content !== this.#current?.content || this.#repeat;
    this.#current = answer;
    if (news) this.#sentAt = performance.now();
    if (news) this.#repeat = false;
    this.#hand(answer, news ? this.#subscribers : this.#unserved);
  }

  #hand(answer: Answer, to: Iterable<Subscriber>): void {
    const subscribers = [...to];
    if (to !== this.#subscribers) for (const subscriber of subscribers) this.#unserved.delete(subscriber);
    else this.#unserved.clear();
    for (const subscriber of subscribers) subscriber.offer(answer);
    if (subscribers.length > 0) this.#options.onFanOut(answer, subscribers.length);
  }

  /** A failure is not remembered as the truth: asked again soon, and less soon while it lasts. */
  #retry(): void {
    const wait = Math.min(retry.first * 2 ** (this.#failures - 1), retry.longest);
    this.#notBefore = performance.now() + wait;
    this.#dirty = true;
  }
}
