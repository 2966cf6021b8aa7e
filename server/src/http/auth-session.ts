import type { Request, Response } from 'express';
import { revokeCredentials } from '../access/credential.ts';
import type { Whence } from '../accounts/session.ts';
import { sql } from '../lib/sql.ts';
import { bearerOf, setSessionCookie } from './auth-cookies.ts';
import { type AuthOptions, browserOf } from './auth-options.ts';

/** From where a request comes: address and browser. */
export function whenceOf({ addressOf }: AuthOptions, request: Request): Whence {
  return { from: addressOf(request), browser: browserOf(request) };
}

/** Sets the cookie of a session that has begun, and ends the one this browser had before. */
export async function letIn(options: AuthOptions, request: Request, response: Response, secret: string): Promise<void> {
  await endSession(options, request);
  setSessionCookie(options, response, secret);
}

/** Ends the session a request brings, if it brings one that holds. */
export async function endSession(options: AuthOptions, request: Request): Promise<boolean> {
  const bearer = await bearerOf(options, request, 'session');
  if (!bearer) return false;
  const { database, clock } = options.around;
  const { viewer } = bearer.holder;
  const which = sql`c.id = ${viewer.credentialId}`;
  return (await revokeCredentials(database.app, which, viewer.principal, clock.now())) > 0;
}
