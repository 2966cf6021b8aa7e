import type { GraphQLSchema } from 'graphql';
import type { DepartmentSettings } from '../context.ts';
import type { Clock } from '../lib/clock.ts';
import type { ErrorFormatter } from '../lib/graphql-errors.ts';
import type { Metrics } from '../lib/metrics.ts';
import { Refusal } from '../lib/refusal.ts';
import { computeAnswer } from './answer.ts';
import { Gate } from './gate.ts';
import type { LiveLimits } from './limits.ts';
import type { LiveScope, ScopedContext } from './scope.ts';
import type { TailEntry } from './tail-entry.ts';
import { type Subscriber, Topic } from './topic.ts';
import type { TopicQuestion } from './topic-question.ts';
import { anything, type TouchOf } from './touch.ts';

export interface HubOptions {
  schema: GraphQLSchema;
  makeContext: ScopedContext;
  clock: Clock;
  settings: () => DepartmentSettings;
  /** what touches a question, by root field; one that is not described is touched by everything */
  touch: Readonly<Record<string, TouchOf>>;
  metrics: Metrics;
  format: ErrorFormatter;
  limits: LiveLimits;
  /** whether the tail is being read: only then is a computed answer known to be current */
  isCurrent: () => boolean;
}

/** beyond that the next repeat has to do */
const mostEarly = 10_000;
/** by so much clocks may differ; what is posted for later than that is no clock's fault, and its topics know when it comes true */
const earlyFor = 3_600_000;

/** All topics of this server. The tail tells it what was committed, it wakes those that can be touched. */
export class Hub {
  readonly #options: HubOptions;
  readonly #topics = new Map<string, Topic>();
  /** our own questions, and those of others: no wall waits behind what somebody tries out */
  readonly #gates: { own: Gate; free: Gate };
  #freeTopics = 0;
  readonly #ticking: NodeJS.Timeout;
  #early: TailEntry[] = [];

  constructor(options: HubOptions) {
    this.#options = options;
    const { computations, freeComputations } = options.limits;
    this.#gates = { own: new Gate(computations), free: new Gate(freeComputations) };
    this.#ticking = setInterval(() => this.#tick(), 100);
  }

  /** Subscribes to the topic of a question, made if need be. Gives what ends the subscription. */
  subscribe(question: TopicQuestion, scope: LiveScope, subscriber: Subscriber): () => void {
    const { metrics, isCurrent } = this.#options;
    const topic = this.#topic(question, scope);
    metrics.subscribers.inc();
    topic.add(subscriber, isCurrent());
    let ended = false;
    return () => {
      if (ended) return;
      ended = true;
      topic.remove(subscriber);
      metrics.subscribers.dec();
    };
  }

  see(entries: readonly TailEntry[]): void {
    this.#options.metrics.tailEntries.inc(entries.length);
    for (const topic of this.#topics.values()) topic.see(entries);
    this.#keepEarly(entries);
  }

  /** Another server's clock may be ahead of this one: what took effect later than now is in no answer yet, and is looked at again when it is. */
  #keepEarly(entries: readonly TailEntry[]): void {
    const now = this.#options.clock.now();
    const until = new Date(now.getTime() + earlyFor);
    for (const entry of entries) {
      const isEarly = entry.effective_at > now && entry.effective_at <= until;
      if (isEarly && this.#early.length < mostEarly) this.#early.push(entry);
    }
  }

  /** Nobody knows what was missed: everything is computed again. */
  wakeAll(): void {
    for (const topic of this.#topics.values()) topic.wake();
  }

  get topics(): number {
    return this.#topics.size;
  }

  /** Resolves when no computation uses the database any more. */
  async stop(): Promise<void> {
    clearInterval(this.#ticking);
    for (const topic of this.#topics.values()) topic.close();
    this.#topics.clear();
    this.#options.metrics.topics.set(0);
    await Promise.all([this.#gates.own.idle(), this.#gates.free.idle()]);
  }

  #topic(question: TopicQuestion, scope: LiveScope): Topic {
    const key = `${scope.key}\n${scope.locale}\n${question.key}`;
    let topic = this.#topics.get(key);
    if (!topic) {
      const { limits, metrics } = this.#options;
      const [live, most] = scope.free ? [this.#freeTopics, limits.freeTopics] : [this.#topics.size, limits.topics];
      if (live >= most)
        throw Refusal.refused('TOO_MANY_TOPICS', `No more than ${most} different questions can be live at a time`);
      this.#topics.set(key, (topic = this.#makeTopic(question, scope)));
      if (scope.free) this.#freeTopics += 1;
      metrics.topics.set(this.#topics.size);
    }
    return topic;
  }

  #makeTopic(question: TopicQuestion, scope: LiveScope): Topic {
    const { schema, makeContext, format, metrics, limits, touch, settings, clock } = this.#options;
    const { args, info } = question;
    const touchOf: TouchOf = touch[question.root] ?? (() => anything);
    return new Topic({
      free: scope.free,
      gate: scope.free ? this.#gates.free : this.#gates.own,
      limits,
      touch: () => touchOf({ args, info, settings: settings(), now: clock.now() }),
      compute: async () => {
        const finished = metrics.computing.startTimer();
        const answer = await computeAnswer(schema, question, () => makeContext(scope, scope.free), format);
        finished();
        metrics.computations.inc({ outcome: answer.failed ? 'failed' : answer.refused ? 'refused' : 'answered' });
        return answer;
      },
      onFanOut: ({ tail }, subscribers) => {
        metrics.fanOutMessages.inc(subscribers);
        metrics.fanOutBytes.inc(subscribers * tail.length);
      },
    });
  }

  #tick(): void {
    const businessNow = this.#options.clock.now();
    const due = this.#early.filter((entry) => entry.effective_at <= businessNow);
    if (due.length > 0) {
      this.#early = this.#early.filter((entry) => entry.effective_at > businessNow);
      for (const topic of this.#topics.values()) topic.see(due);
    }
    const idleBefore = performance.now() - this.#options.limits.linger;
    for (const [key, topic] of this.#topics) {
      topic.tick(businessNow);
      if (topic.idleSince === null || topic.idleSince > idleBefore) continue;
      topic.close();
      this.#topics.delete(key);
      if (topic.free) this.#freeTopics -= 1;
      this.#options.metrics.topics.set(this.#topics.size);
    }
  }
}
