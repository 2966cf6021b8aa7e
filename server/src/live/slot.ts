import type { GraphQLFormattedError } from 'graphql';
import type { Answer } from './answer.ts';
import { MessageHead, type Outlet, type Waiter } from './outlet.ts';
import type { Subscriber } from './topic.ts';

export interface SlotOptions {
  id: string;
  outlet: Outlet;
  /** the first answer was a refusal: the subscription is over */
  onRefused: (errors: readonly GraphQLFormattedError[]) => void;
  onHeld: () => void;
}

/** One subscriber of a topic: room for one answer. While the socket takes nothing, a newer answer replaces the one that waits. */
export class Slot implements Subscriber, Waiter {
  readonly #options: SlotOptions;
  readonly #head: MessageHead;
  #waiting: Answer | null = null;
  #served = false;

  constructor(options: SlotOptions) {
    this.#options = options;
    this.#head = new MessageHead(options.id);
  }

  offer(answer: Answer) {
    const { outlet, onRefused, onHeld } = this.#options;
    if (!outlet.open) return;
    if (answer.refused && !this.#served) return onRefused(answer.refused);
    this.#served = true;
    if (this.#waiting === null && outlet.drained) return outlet.share(this.#head, answer.tail);
    this.#waiting = answer;
    outlet.wait(this);
    onHeld();
  }

  resume(): void {
    const answer = this.#waiting;
    this.#waiting = null;
    if (answer && this.#options.outlet.open) this.#options.outlet.share(this.#head, answer.tail);
  }

  end(): void {
    this.#waiting = null;
    this.#options.outlet.forget(this);
  }
}
