import { Arg, type ClassType, Int, Root, Subscription } from 'type-graphql';
import type { Page } from '../lib/connection.ts';
import { servedByHub } from '../lib/subscription.ts';
import type { AnyRecord } from './define-record.ts';

interface ListTypes {
  filter: ClassType<object>;
  order: ClassType<object>;
}

/** What every list takes, as the first four parameters of a method. */
export function listArguments(prototype: object, method: string, { filter, order }: ListTypes): void {
  const first = 'items on the page: 50 unless told, at most 500';
  Arg('first', () => Int, { nullable: true, description: first })(prototype, method, 0);
  Arg('after', () => String, { nullable: true, description: 'the cursor of the item before the page' })(
    prototype,
    method,
    1,
  );
  Arg('where', () => filter, { nullable: true, description: 'all conditions together' })(prototype, method, 2);
  Arg('orderBy', () => order, { nullable: true })(prototype, method, 3);
}

/** A noun's list as a subscription: answered as the query of the same name. */
export function listenTo(
  prototype: object,
  record: AnyRecord,
  { connection, ...types }: ListTypes & { connection: ClassType<Page<object>> },
): void {
  const method = `${record.many}Live`;
  const value = (_first: unknown, _after: unknown, _where: unknown, _order: unknown, page: Page<object>) => page;
  const property = { value, writable: true, configurable: true };
  Object.defineProperty(prototype, method, property);
  listArguments(prototype, method, types);
  Root()(prototype, method, 4);
  Subscription(() => connection, {
    name: record.many,
    subscribe: servedByHub,
    description: 'The same, and again whenever a row of it changes.',
  })(prototype, method, property);
}
