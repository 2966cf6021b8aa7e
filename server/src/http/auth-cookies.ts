import type { Request, Response } from 'express';
import { findHolder, type Holder } from '../access/credential.ts';
import { longest } from '../accounts/session.ts';
import type { AuthOptions } from './auth-options.ts';
import { cookieOf, screenCookie, sessionCookie } from './authenticate.ts';

const day = 24 * 60 * 60_000;
/** as long as browsers let one live */
const screenLife = 400 * day;

/** Attributes of our cookies: no script reads them, no other site sends them. */
function attributes({ config }: AuthOptions, maxAge: number, path = '/') {
  const secure = config.publicUrl?.startsWith('https:') ?? false;
  return { httpOnly: true, sameSite: 'lax', secure, path, maxAge } as const;
}

export function setSessionCookie(options: AuthOptions, response: Response, secret: string): void {
  response.cookie(sessionCookie, secret, attributes(options, longest));
}

export function setScreenCookie(options: AuthOptions, response: Response, secret: string): void {
  response.cookie(screenCookie, secret, attributes(options, screenLife));
}

export function clearSessionCookie(options: AuthOptions, response: Response): void {
  const { maxAge: _, ...rest } = attributes(options, 0);
  response.clearCookie(sessionCookie, rest);
}

/** What somebody needs who comes back from a provider. */
export function setFlowCookie(options: AuthOptions, response: Response, value: string): void {
  response.cookie(flowCookie, value, attributes(options, 10 * 60_000, '/auth/oidc'));
}

export function clearFlowCookie(options: AuthOptions, response: Response): void {
  const { maxAge: _, ...rest } = attributes(options, 0, '/auth/oidc');
  response.clearCookie(flowCookie, rest);
}

export const flowCookie = 'voronka_oidc';

/** Who a cookie says one is, and the secret it says it with. */
export interface Bearer {
  holder: Holder;
  secret: string;
}

/** Whose cookie of a kind a request brings; null when it brings none that holds. */
export async function bearerOf(
  { around, addressOf }: AuthOptions,
  request: Request,
  kind: 'session' | 'screen',
): Promise<Bearer | null> {
  const secret = cookieOf(request.headers.cookie, kind === 'session' ? sessionCookie : screenCookie);
  if (!secret) return null;
  const holder = await findHolder(around.database.app, secret, around.clock.now(), addressOf(request));
  return holder?.viewer.kind === kind ? { holder, secret } : null;
}
