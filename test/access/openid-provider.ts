import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider from 'oidc-provider';
import { Page } from '../world/page.ts';

/** What the provider knows of somebody. */
export interface Person {
  email?: string;
  email_verified?: boolean;
}

/** A real OpenID provider of a test's own, on this machine. */
export interface OpenId {
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** whom it knows, by what it calls them */
  people: Map<string, Person>;
  /** Starts answering, for one server that people come back to. */
  serve(callback: string): void;
  /** Signs somebody in at an address of its own, as they would by its pages; where they are sent back to. */
  signIn(address: string, as: string): Promise<string>;
  close(): Promise<void>;
}

export async function startOpenId(): Promise<OpenId> {
  let listener: RequestListener = (_request, response) => void response.writeHead(503).end();
  const server = createServer((request, response) => listener(request, response)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const people = new Map<string, Person>();
  const [clientId, clientSecret] = ['voronka', 'a secret between two servers'];
  return {
    ...{ issuer, clientId, clientSecret, people },
    serve: (callback) => {
      const client = { client_id: clientId, client_secret: clientSecret, redirect_uris: [callback] };
      const provider = new Provider(issuer, {
        clients: [client],
        cookies: { keys: ['only for tests'] },
        claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
        ttl: { Interaction: 600, Session: 600, Grant: 600, AccessToken: 600, IdToken: 600 },
        pkce: { required: () => true },
        findAccount: async (_ctx, id) => {
          const person = people.get(id);
          return person && { accountId: id, claims: async () => ({ sub: id, ...person }) };
        },
      });
      listener = provider.callback();
    },
    signIn: (address, as) => throughPages(issuer, address, as),
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Follows the provider's own pages: says who one is, agrees, and goes where it sends one. */
async function throughPages(issuer: string, address: string, as: string): Promise<string> {
  const browser = new Page(issuer);
  let next = new URL(address);
  for (let steps = 0; steps < 20; steps += 1) {
    let response = await browser.send(next.href);
    if (response.status === 200) {
      const page = await response.text();
      const body = page.includes('name="login"') ? `prompt=login&login=${as}&password=x` : 'prompt=consent';
      const headers = { 'content-type': 'application/x-www-form-urlencoded' };
      response = await browser.send(next.href, { method: 'POST', headers, body });
    }
    const location = response.headers.get('location');
    if (!location)
      throw new Error(`the provider answered ${response.status}: ${(await response.text()).slice(0, 500)}`);
    next = new URL(location, next);
    if (next.origin !== issuer) return next.href;
  }
  throw new Error('the provider sends one round in circles');
}
