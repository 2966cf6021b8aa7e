import { execute, type GraphQLSchema } from 'graphql';
import type { Logger } from 'pino';
import type { Database } from '../database/database.ts';
import type { Clock } from '../lib/clock.ts';
import type { ErrorFormatter } from '../lib/graphql-errors.ts';
import type { Metrics } from '../lib/metrics.ts';
import { sql } from '../lib/sql.ts';
import { formatted, messageTail } from './answer.ts';
import type { DealEvent } from './deal-event.ts';
import { latestEvents, readCluster, readEvents } from './deal-events.ts';
import { positionOf } from './event-cursor.ts';
import type { EventQuestion } from './event-question.ts';
import type { EventMessage } from './event-ring.ts';
import { type EventSource, EventStream } from './event-stream.ts';
import { EventSubscriber, type EventSubscriberOptions, type Start } from './event-subscriber.ts';
import type { Gate } from './gate.ts';
import { positionNow } from './ledger-page.ts';
import type { LiveLimits } from './limits.ts';
import type { LiveScope, ScopedContext } from './scope.ts';
import type { TailEntry } from './tail-entry.ts';
import type { Underway } from './underway.ts';

export interface StreamsOptions {
  database: Database;
  schema: GraphQLSchema;
  makeContext: ScopedContext;
  format: ErrorFormatter;
  metrics: Metrics;
  gate: Gate;
  clock: Clock;
  log: Logger;
  limits: LiveLimits;
}

/** events read and rendered at a time: what one subscriber that catches up holds in memory */
const pageSize = 200;

type SubscriberPart = Pick<EventSubscriberOptions, 'id' | 'outlet' | 'onError'>;

/** how far back those may resume who may not look back: a screen that was off over the holidays */
const longAgo = 14 * 24 * 60 * 60_000;

const lookBackOf = ({ access }: LiveScope): boolean => access.can('lookBack', 'DealEvent');

/** All event streams of this server: one for everybody who asks the same of the same kinds of events. */
export class EventStreams {
  readonly #options: StreamsOptions;
  readonly #streams = new Map<string, { stream: EventStream; subscribers: number }>();
  #cluster: Promise<string> | null = null;

  constructor(options: StreamsOptions) {
    this.#options = options;
  }

  /** Subscribes. Gives what ends the subscription. Refuses a cursor of another database. */
  async subscribe(question: EventQuestion, scope: LiveScope, part: SubscriberPart): Promise<Underway> {
    const { metrics, format } = this.#options;
    const start = await this.#startOf(question);
    const { stream, release } = this.#stream(question, scope);
    const onSent = ({ tail }: EventMessage): void => {
      metrics.fanOutMessages.inc();
      metrics.fanOutBytes.inc(tail.length);
    };
    const subscriber = new EventSubscriber({ ...part, stream, format, onSent });
    void subscriber.start(start);
    const end = (): void => {
      subscriber.end();
      release();
    };
    return { end, breakOff: () => subscriber.breakOff() };
  }

  see(entries: readonly TailEntry[]): void {
    for (const { stream } of this.#streams.values()) stream.see(entries);
  }

  wakeAll(): void {
    for (const { stream } of this.#streams.values()) stream.wake();
  }

  async stop(): Promise<void> {
    const closing = [...this.#streams.values()].map(({ stream }) => stream.close());
    this.#streams.clear();
    await Promise.all(closing);
    await this.#options.gate.idle();
  }

  async #startOf({ after, last }: EventQuestion): Promise<Start> {
    if (after !== null) return { after: positionOf(after, await this.#readCluster()) };
    return last === null ? 'now' : { last };
  }

  #longAgo(): Date {
    return new Date(this.#options.clock.now().getTime() - longAgo);
  }

  #readCluster(): Promise<string> {
    this.#cluster ??= readCluster(this.#options.database.app).catch((error) => {
      this.#cluster = null;
      throw error;
    });
    return this.#cluster;
  }

  #stream(question: EventQuestion, scope: LiveScope): { stream: EventStream; release: () => void } {
    const { limits, log, metrics } = this.#options;
    const key = `${scope.key}\n${lookBackOf(scope)}\n${scope.locale}\n${question.key}`;
    let kept = this.#streams.get(key);
    if (!kept) {
      const onError = (err: unknown): void =>
        log.warn({ err }, 'a stream of events cannot read the ledger; trying again');
      const stream = new EventStream({ kinds: question.kinds, source: this.#source(question, scope), limits, onError });
      this.#streams.set(key, (kept = { stream, subscribers: 0 }));
    }
    const { stream } = kept;
    kept.subscribers += 1;
    metrics.subscribers.inc();
    const release = (): void => {
      metrics.subscribers.dec();
      if ((kept.subscribers -= 1) > 0) return;
      this.#streams.delete(key);
      void stream.close();
    };
    return { stream, release };
  }

  #source({ kinds, document, variables }: EventQuestion, scope: LiveScope): EventSource {
    const { database, schema, makeContext, format, gate } = this.#options;
    const db = database.app;
    const rows = scope.access.rows('read', 'DealEvent', 'd');
    const visible = scope.access.reachesAll('read', 'DealEvent')
      ? sql`true`
      : sql`exists (select from deal d where d.id = l.deal_id and ${rows})`;
    const render = async (events: readonly DealEvent[]): Promise<EventMessage[]> => {
      if (events.length === 0) return [];
      // one context for all: what they refer to is loaded together
      const contextValue = await makeContext(scope, scope.free);
      return Promise.all(
        events.map(async (rootValue) => {
          const result = await execute({ schema, document, rootValue, contextValue, variableValues: variables });
          return { cursor: rootValue.cursor, tail: messageTail(formatted(result, format)) };
        }),
      );
    };
    return {
      now: () => positionNow(db),
      page: (position, upTo) =>
        gate.run(async () => {
          const cluster = await this.#readCluster();
          const { events, next, more } = await readEvents(db, cluster, {
            kinds,
            visible: lookBackOf(scope) ? visible : sql`${visible} and l.recorded_at > ${this.#longAgo()}`,
            position,
            limit: pageSize,
            upTo,
          });
          return { messages: await render(events), next, more };
        }),
      latest: (count, upTo) =>
        gate.run(async () =>
          render(await latestEvents(db, await this.#readCluster(), { kinds, visible, count, upTo })),
        ),
    };
  }
}
