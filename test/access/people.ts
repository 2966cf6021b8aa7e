import { randomUUID } from 'node:crypto';
import { addCredential } from '../../server/src/access/credential.ts';
import { newSecret } from '../../server/src/access/secret.ts';
import { Page } from '../world/page.ts';
import type { Visitor, World } from '../world/world.ts';

export const password = 'бодрый ёж на крыше';

export interface Member {
  id: string;
  version: number;
  login: string;
  page: Page;
}

const create = `mutation ($input: CreateAccountInput!) { createAccount(input: $input) { invitation account { id version login role } } }`;

export interface MadeAccount {
  invitation: string | null;
  account: { id: string; version: number; login: string; role: string };
}

export interface About {
  role?: string;
  login?: string;
  name?: string;
  employeeId?: string;
  key?: string;
}

let count = 0;

/** Gives somebody an account; the link with it. */
export async function invites(by: Pick<Visitor, 'ask'>, about: About = {}): Promise<MadeAccount> {
  count += 1;
  const { role = 'MANAGER', login = `person${count}@example.test`, name = `Person ${count}`, ...rest } = about;
  const input = { key: randomUUID(), role, login, name, ...rest };
  return (await by.ask<{ createAccount: MadeAccount }>(create, { input })).createAccount;
}

/** The secret in a link. */
export function secretOf(link: string | null): string {
  return link?.split('#')[1] ?? '';
}

/** Somebody with an account, signed in by the link they were given. */
export async function joins(world: World, about: About = {}): Promise<Member> {
  const { account, invitation } = await invites(world, about);
  const page = new Page(world.url);
  const { status, body } = await page.post('/auth/accept', { secret: secretOf(invitation), password });
  if (status !== 200) throw new Error(`not let in: ${JSON.stringify(body)}`);
  return { ...account, page };
}

/** A verb by its name, with a key of its own. */
export function verb(by: Pick<Visitor, 'ask'>, name: string, input: Record<string, unknown>, fields = '{ id }') {
  const type = `${name[0]?.toUpperCase()}${name.slice(1)}Input`;
  const text = `mutation ($input: ${type}!) { done: ${name}(input: $input) ${fields} }`;
  return by.ask<{ done: Record<string, unknown> }>(text, { input: { key: randomUUID(), ...input } });
}

/** A token of somebody's account, straight into the database: for roles whose pages ask only what they know. */
export async function ownToken(world: World, accountId: string): Promise<string> {
  const secret = newSecret();
  const made = { kind: 'token', accountId, name: 'own', createdBy: 'test' } as const;
  await addCredential(world.database.owner, secret, made, world.clock.now());
  return secret;
}
