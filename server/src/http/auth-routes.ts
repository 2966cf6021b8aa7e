import express, { type Request, type RequestHandler, type Response } from 'express';
import { z } from 'zod';
import { audit } from '../access/audit.ts';
import { roleNamed } from '../access/roles.ts';
import { acceptInvitation, lookAtInvitation } from '../accounts/accept-invitation.ts';
import { AuthRefusal } from '../accounts/auth-refusal.ts';
import { enterDemo } from '../accounts/demo-accounts.ts';
import type { Entered } from '../accounts/entrance.ts';
import { renewSession, type Whence } from '../accounts/session.ts';
import { signIn } from '../accounts/sign-in.ts';
import { bearerOf, clearSessionCookie, setScreenCookie, setSessionCookie } from './auth-cookies.ts';
import { answer, authFailures, bodyOf, noStore, onlyJson, readJson, text } from './auth-gate.ts';
import { greet } from './auth-greeting.ts';
import { oidcRoutes } from './auth-oidc.ts';
import type { AuthOptions } from './auth-options.ts';
import { ownRoutes } from './auth-own.ts';
import { endSession, letIn, whenceOf } from './auth-session.ts';

const signInBody = z.object({ login: text(), password: text(1000), code: text(50).optional() });
const demoBody = z.object({ account: text(30) });
const invitationBody = z.object({ secret: text(100) });
const acceptBody = z.object({
  ...{ secret: text(100), password: text(1000), name: text().optional(), login: text().optional() },
  role: z
    .string('a role')
    .transform((name) => roleNamed(name))
    .optional(),
});

/** Signing in and out, and everything about one's own account that is secret. Mounted at /auth. */
export function authRoutes(options: AuthOptions): RequestHandler {
  const { around } = options;
  const entrance = around;
  const router = express.Router();
  router.use(noStore, onlyJson, readJson);
  router.get(
    '/options',
    answer((request, response) => greet(options, request, response)),
  );
  router.post(
    '/sign-in',
    comesIn(options, (request, whence) => signIn(entrance, bodyOf(request, signInBody), whence)),
  );
  router.post(
    '/demo',
    comesIn(options, async (request, whence) => {
      if (!around.settings().demo) throw new AuthRefusal(404, 'NOT_FOUND', 'This is no demo');
      return enterDemo(entrance, bodyOf(request, demoBody).account, whence);
    }),
  );
  router.post(
    '/invitation',
    answer(async (request) => {
      const { role, ...shown } = await lookAtInvitation(entrance, bodyOf(request, invitationBody).secret);
      return { ...shown, role: role?.toUpperCase() ?? null };
    }),
  );
  router.post(
    '/accept',
    comesIn(options, (request, whence) => acceptInvitation(entrance, bodyOf(request, acceptBody), whence)),
  );
  router.post(
    '/sign-out',
    answer((request, response) => signOut(options, request, response)),
  );
  router.post(
    '/renew',
    answer((request, response) => renew(options, request, response)),
  );
  router.use('/oidc', oidcRoutes(options));
  router.use(ownRoutes(options));
  router.use((_request, _response, next) => next(new AuthRefusal(404, 'NOT_FOUND', 'There is nothing here')));
  router.use(authFailures(around.log));
  return router;
}

/** Whoever comes in gets the cookie; the session this browser had before ends. */
function comesIn(options: AuthOptions, work: (request: Request, whence: Whence) => Promise<Entered>): RequestHandler {
  return answer(async (request, response) => {
    const { secret, viewer } = await work(request, whenceOf(options, request));
    await letIn(options, request, response, secret);
    return { viewer: { name: viewer.name, role: viewer.role.toUpperCase() } };
  });
}

async function signOut(options: AuthOptions, request: Request, response: Response): Promise<void> {
  const bearer = await bearerOf(options, request, 'session');
  const { database, clock } = options.around;
  if (bearer && (await endSession(options, request)))
    await audit(database.app, bearer.holder.viewer, clock.now(), { action: 'signOut' });
  clearSessionCookie(options, response);
}

/** Keeps a session or a screen alive. A session's cookie that holds no more gives way to a screen's. */
async function renew(options: AuthOptions, request: Request, response: Response): Promise<void> {
  const { database, clock } = options.around;
  const session = await bearerOf(options, request, 'session');
  if (session) {
    const secret = await renewSession(database.app, session.holder, session.secret, clock.now());
    if (secret !== null) setSessionCookie(options, response, secret);
    return;
  }
  const screen = await bearerOf(options, request, 'screen');
  if (!screen) throw new AuthRefusal(401, 'UNAUTHENTICATED', 'Sign in');
  clearSessionCookie(options, response);
  setScreenCookie(options, response, screen.secret);
}
