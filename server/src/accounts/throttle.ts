import { createHash } from 'node:crypto';
import type { Queryable } from '../database/database.ts';
import { type Fragment, sql } from '../lib/sql.ts';

/** Whether a try is allowed, and if not how many seconds from now it will be. */
export type Try =
  | {
      allowed: true;
      key: Buffer;
      /** the next one has to wait */
      blocks: boolean;
    }
  | { allowed: false; retryAfter: number };

const second = 1000;
/** so many wrong passwords or codes cost nothing; then every further one doubles the wait */
const free = 5;
const firstWait = 30 * second;
const longestWait = 15 * 60 * second;

/** wrong pairing codes in a minute */
const guesses = 10;
const minute = 60 * second;

const keyOf = (what: string, who: string): Buffer => createHash('sha256').update(`${what}\n${who}`).digest();

/**
 * Counts a try at somebody's password or second factor before it is looked at: of thirty at once five go through, on however many servers.
 * Kept in the database by a hash of the login, so that neither a restart nor another address helps.
 */
export async function trySignIn(db: Queryable, login: string, now: Date): Promise<Try> {
  await sweep(db, now);
  const key = keyOf('sign-in', login);
  const wait = sql`make_interval(secs => least(${longestWait / second}, ${firstWait / second} * 2 ^ least(t.failures + 1 - ${free}, 20)))`;
  return count(db, key, now, {
    first: sql`${now}`,
    then: sql`failures = t.failures + 1, blocked_until = case when t.failures + 1 < ${free} then ${now}::timestamptz else ${now}::timestamptz + ${wait} end`,
    allowed: sql`t.blocked_until <= ${now}`,
  });
}

/** Counts a guess at a pairing code before it is looked up: ten wrong ones a minute. */
export function tryCode(db: Queryable, principal: string, now: Date): Promise<Try> {
  const over = sql`t.blocked_until <= ${now}`;
  const nextMinute = sql`${new Date(now.getTime() + minute)}::timestamptz`;
  return count(db, keyOf('pairing', principal), now, {
    first: nextMinute,
    then: sql`failures = case when ${over} then 1 else t.failures + 1 end,
      blocked_until = case when ${over} then ${nextMinute} else t.blocked_until end`,
    allowed: sql`(${over} or t.failures < ${guesses})`,
  });
}

async function count(
  db: Queryable,
  key: Buffer,
  now: Date,
  { first, then, allowed }: Record<'first' | 'then' | 'allowed', Fragment>,
): Promise<Try> {
  const [counted] = await db.query<{
    blocks: boolean;
  }>(sql`/* count-try */ insert into sign_in_throttle as t (key, failures, blocked_until)
    values (${key}, 1, ${first}) on conflict (key) do update set ${then} where ${allowed} returning blocked_until > ${now} as blocks`);
  if (counted) return { allowed: true, key, blocks: counted.blocks };
  const [row] = await db.query<{ blocked_until: Date }>(
    sql`/* blocked-until */ select blocked_until from sign_in_throttle where key = ${key}`,
  );
  const wait = (row?.blocked_until.getTime() ?? now.getTime()) - now.getTime();
  return { allowed: false, retryAfter: Math.max(1, Math.ceil(wait / second)) };
}

/** The try was none: it said nothing about what was being guessed. */
export async function forgiveTry(db: Queryable, key: Buffer, now: Date): Promise<void> {
  await db.query(sql`/* forgive-try */ with gone as (delete from sign_in_throttle where key = ${key} and failures <= 1)
    update sign_in_throttle set failures = failures - 1, blocked_until = least(blocked_until, ${now}) where key = ${key} and failures > 1`);
}

/** The same for a pairing code: the minute goes on. */
export async function forgiveCode(db: Queryable, key: Buffer): Promise<void> {
  await db.query(
    sql`/* forgive-code */ update sign_in_throttle set failures = greatest(failures - 1, 0) where key = ${key}`,
  );
}

/** It was right: what was wrong before does not count any more. */
export async function forgetTries(db: Queryable, key: Buffer): Promise<void> {
  await db.query(sql`/* forget-tries */ delete from sign_in_throttle where key = ${key}`);
}

/** Nobody who has just chosen a new password should wait for what was tried with the old one. */
export function forgetLogin(db: Queryable, login: string): Promise<void> {
  return forgetTries(db, keyOf('sign-in', login));
}

const hour = 60 * minute;

const sweptAt = new WeakMap<Queryable, number>();

/** Forgets those who have been quiet, now and then: after an hour, or after a day when they had to wait. */
async function sweep(db: Queryable, now: Date): Promise<void> {
  const at = now.getTime();
  if (at - (sweptAt.get(db) ?? 0) < hour / 6) return;
  sweptAt.set(db, at);
  await db.query(sql`/* forget-old-tries */ delete from sign_in_throttle
    where blocked_until < ${new Date(at - hour)} and (failures < ${free} or blocked_until < ${new Date(at - 24 * hour)})`);
}
