import express, { type Request, type RequestHandler, type Response } from 'express';
import { AuthRefusal } from '../accounts/auth-refusal.ts';
import { pollPairing } from '../boards/poll-pairing.ts';
import { lifetime, pollInterval, startPairing } from '../boards/start-pairing.ts';
import { placeOf } from '../live/allowances.ts';
import { Buckets } from '../live/buckets.ts';
import { Gate } from '../live/gate.ts';
import { setScreenCookie } from './auth-cookies.ts';
import { answer, authFailures, noStore, readForm, readJson } from './auth-gate.ts';
import { type AuthOptions, browserOf, originOf } from './auth-options.ts';

const grant = 'urn:ietf:params:oauth:grant-type:device_code';

/** codes asked for from one place: an office full of TVs switched on at once, then two a second */
const pace = { perSecond: 2, burst: 200 };

/** Pairing a screen as RFC 8628 describes: it takes forms, as the RFC says, and JSON. Mounted at /pair. */
export function pairingRoutes(options: AuthOptions): RequestHandler {
  const router = express.Router();
  const asked = new Buckets();
  // each locks out the others in the database: in line here they hold no connection meanwhile
  const oneByOne = new Gate(1);
  router.use(noStore, readJson, readForm);
  router.post(
    '/',
    answer((request) => {
      const from = placeOf(options.addressOf(request));
      const wait = asked.take(from, pace.perSecond, pace.burst, 1);
      if (wait > 0) throw AuthRefusal.tooManyAttempts(Math.ceil(wait));
      return oneByOne.run(() => begin(options, request, from));
    }),
  );
  router.post(
    '/token',
    answer((request, response) => askAgain(options, request, response)),
  );
  // a page of the same name is none of ours: whatever is not asked as above goes on to the pages
  router.use(authFailures(options.around.log));
  return router;
}

async function begin(options: AuthOptions, request: Request, from: string) {
  const { deviceCode, userCode } = await startPairing(options.around, from || '?', browserOf(request));
  const page = `${originOf(options, request)}/screens`;
  return {
    ...{ device_code: deviceCode, user_code: userCode, expires_in: lifetime, interval: pollInterval },
    ...{ verification_uri: page, verification_uri_complete: `${page}?code=${userCode}` },
  };
}

async function askAgain(options: AuthOptions, request: Request, response: Response): Promise<object> {
  const body: Record<string, unknown> = (request.body as Record<string, unknown> | undefined) ?? {};
  if (typeof body.grant_type !== 'string' || typeof body.device_code !== 'string') return refuse('invalid_request');
  if (body.grant_type !== grant) return refuse('unsupported_grant_type');
  const verdict = await pollPairing(options.around, body.device_code);
  if ('error' in verdict) return refuse(verdict.error);
  setScreenCookie(options, response, verdict.secret);
  return { token_type: 'cookie', board: verdict.board };

  function refuse(error: string): object {
    response.status(400);
    return { error };
  }
}
