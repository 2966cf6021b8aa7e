import express, { type Request, type RequestHandler } from 'express';
import { z } from 'zod';
import { AuthRefusal } from '../accounts/auth-refusal.ts';
import { changePassword, type Own, readSecrets } from '../accounts/own-password.ts';
import { confirmTotp, prepareTotp, removeTotp } from '../accounts/own-totp.ts';
import { bearerOf } from './auth-cookies.ts';
import { answer, bodyOf, text } from './auth-gate.ts';
import { type AuthOptions, browserOf } from './auth-options.ts';

const passwordBody = z.object({ current: text(1000), next: text(1000) });
const codeBody = z.object({ code: text(50) });
const removeBody = z.object({ password: text(1000) });

/** What people change of how they themselves sign in. Only by their session: no token reaches it. */
export function ownRoutes(options: AuthOptions): RequestHandler {
  const { around } = options;
  const router = express.Router();
  router.get(
    '/me',
    answer(async (request) => {
      const { login, totp, oidc, passwordHash } = await readSecrets(around, (await ownOf(options, request)).accountId);
      return { login, totp, oidc, passwordSet: passwordHash !== null };
    }),
  );
  router.post(
    '/password',
    answer(async (request) => {
      const own = await ownOf(options, request);
      const { current, next } = bodyOf(request, passwordBody);
      return changePassword(around, own, current, next);
    }),
  );
  router.post(
    '/totp',
    answer(async (request) => prepareTotp(around, await ownOf(options, request), around.settings().departmentName)),
  );
  router.post(
    '/totp/confirm',
    answer(async (request) => {
      const own = await ownOf(options, request);
      return { recoveryCodes: await confirmTotp(around, own, bodyOf(request, codeBody).code) };
    }),
  );
  router.post(
    '/totp/remove',
    answer(async (request) => {
      const own = await ownOf(options, request);
      return removeTotp(around, own, bodyOf(request, removeBody).password);
    }),
  );
  return router;
}

async function ownOf(options: AuthOptions, request: Request): Promise<Own> {
  const bearer = await bearerOf(options, request, 'session');
  const { accountId, credentialId, from } = bearer?.holder.viewer ?? {};
  if (!accountId || !credentialId) throw new AuthRefusal(401, 'UNAUTHENTICATED', 'Sign in');
  return { accountId, credentialId, from: from ?? null, browser: browserOf(request) };
}
