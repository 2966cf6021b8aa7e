import express, { type Request, type RequestHandler, type Response } from 'express';
import * as client from 'openid-client';
import { AuthRefusal } from '../accounts/auth-refusal.ts';
import { type Claims, enterByOidc } from '../accounts/oidc-account.ts';
import type { Config } from '../config.ts';
import { clearFlowCookie, flowCookie, setFlowCookie } from './auth-cookies.ts';
import { answer } from './auth-gate.ts';
import { type AuthOptions, originOf } from './auth-options.ts';
import { letIn, whenceOf } from './auth-session.ts';
import { cookieOf } from './authenticate.ts';
import { ownPath } from './own-path.ts';

/** What has to be the same when somebody comes back from the provider. */
interface Flow {
  state: string;
  nonce: string;
  verifier: string;
  next: string;
}

type Provider = () => Promise<client.Configuration>;

/** Signing in by an OpenID provider: code flow with PKCE, state and nonce. */
export function oidcRoutes(options: AuthOptions): RequestHandler {
  const provider = providerOf(options.config.oidc);
  const router = express.Router();
  router.get(
    '/',
    answer((request, response) => leave(options, provider, request, response)),
  );
  router.get(
    '/callback',
    answer((request, response) => comeBack(options, provider, request, response)),
  );
  return router;
}

/** Asks the provider how it is to be spoken with, once; again when it did not answer. */
function providerOf(oidc: Config['oidc']): Provider {
  let known: Promise<client.Configuration> | undefined;
  return async () => {
    if (!oidc) throw new AuthRefusal(404, 'NOT_FOUND', 'No OpenID provider is configured');
    const issuer = new URL(oidc.issuer);
    // an administrator has written http:// themselves: a provider on the same machine, or a trial
    const execute = issuer.protocol === 'http:' ? [client.allowInsecureRequests] : [];
    known ??= client.discovery(issuer, oidc.clientId, oidc.clientSecret, undefined, { execute, timeout: 10 });
    return known.catch((error: unknown) => {
      known = undefined;
      throw error;
    });
  };
}

function callbackOf(options: AuthOptions, request: Request): string {
  return `${originOf(options, request)}/auth/oidc/callback`;
}

async function leave(options: AuthOptions, provider: Provider, request: Request, response: Response): Promise<void> {
  const { next } = request.query;
  const flow: Flow = {
    ...{ state: client.randomState(), nonce: client.randomNonce(), verifier: client.randomPKCECodeVerifier() },
    next: ownPath(typeof next === 'string' ? next : undefined, originOf(options, request)),
  };
  try {
    const address = client.buildAuthorizationUrl(await provider(), {
      ...{ redirect_uri: callbackOf(options, request), scope: 'openid email profile' },
      ...{ state: flow.state, nonce: flow.nonce, code_challenge_method: 'S256' },
      code_challenge: await client.calculatePKCECodeChallenge(flow.verifier),
    });
    setFlowCookie(options, response, Buffer.from(JSON.stringify(flow)).toString('base64url'));
    response.redirect(302, address.href);
  } catch (error) {
    failed(options, response, error);
  }
}

async function comeBack(options: AuthOptions, provider: Provider, request: Request, response: Response): Promise<void> {
  const flow = flowOf(request);
  clearFlowCookie(options, response);
  try {
    if (!flow) throw new Error('somebody came back who had not left from here');
    const claims = await claimsOf(options, await provider(), request, flow);
    const entered = await enterByOidc(options.around, claims, whenceOf(options, request));
    if (!entered) return response.redirect(302, '/login?error=OIDC_UNKNOWN');
    await letIn(options, request, response, entered.secret);
    response.redirect(302, ownPath(flow.next, originOf(options, request)));
  } catch (error) {
    failed(options, response, error);
  }
}

function failed({ around }: AuthOptions, response: Response, error: unknown): void {
  if (error instanceof AuthRefusal) throw error;
  around.log.warn({ err: error }, 'signing in by the OpenID provider failed');
  response.redirect(302, '/login?error=OIDC_FAILED');
}

function flowOf(request: Request): Flow | null {
  const kept = cookieOf(request.headers.cookie, flowCookie);
  if (!kept) return null;
  try {
    const flow = JSON.parse(Buffer.from(kept, 'base64url').toString()) as Partial<Flow>;
    const { state, nonce, verifier, next = '/' } = flow;
    return state && nonce && verifier ? { state, nonce, verifier, next: String(next) } : null;
  } catch {
    return null;
  }
}

/** Takes the code to the provider and reads whom it vouches for. */
async function claimsOf(
  options: AuthOptions,
  configuration: client.Configuration,
  request: Request,
  { state, nonce, verifier }: Flow,
): Promise<Claims> {
  const came = new URL(callbackOf(options, request));
  came.search = new URL(request.originalUrl, came).search;
  const checks = { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier, idTokenExpected: true };
  const tokens = await client.authorizationCodeGrant(configuration, came, checks);
  const claims = tokens.claims();
  if (!claims) throw new Error('the provider gave no ID token');
  const about =
    claims.email === undefined && configuration.serverMetadata().userinfo_endpoint
      ? await client.fetchUserInfo(configuration, tokens.access_token, claims.sub)
      : claims;
  const verified = about.email_verified === true && typeof about.email === 'string';
  return { issuer: claims.iss, subject: claims.sub, verifiedEmail: verified ? String(about.email) : null };
}
