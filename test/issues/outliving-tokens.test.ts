import { afterAll, beforeAll, expect, test } from 'vitest';
import { invites, joins, type Member, secretOf, verb } from '../access/people.ts';
import { Page } from '../world/page.ts';
import { startWorld, type World } from '../world/world.ts';

// Whoever decides who is let in made a token for a machine, was dismissed, and came back in with it.

let world: World;
let igor: Member;
let machine: string;
let child: string;
let link: string | null;

beforeAll(async () => {
  world = await startWorld();
  // somebody else has to remain who decides
  await joins(world, { role: 'DIRECTOR' });
});
afterAll(() => world?.close());

const bearer = (secret: string) => new Page(world.url, { authorization: `Bearer ${secret}` });
const shown = '{ secret credential { id } }';
const token = async (by: Page, name: string) =>
  (await verb(by, 'createToken', { name, role: 'ANALYST' }, shown)).done as {
    secret: string;
    credential: { id: string };
  };

/** Igor, who decides; a machine of his, a token that machine made, and a link he gave somebody. */
async function prepares(): Promise<void> {
  igor = await joins(world, { role: 'ADMINISTRATOR' });
  const made = await verb(igor.page, 'createToken', { name: 'robot', role: 'ADMINISTRATOR' }, shown);
  machine = String(made.done.secret);
  child = (await token(bearer(machine), 'child')).secret;
  link = (await invites(igor.page)).invitation;
  for (const secret of [machine, child])
    expect(await bearer(secret).ask('{ viewer { name } }')).toHaveProperty('viewer');
}

async function nothingIsLeft(): Promise<void> {
  for (const secret of [machine, child]) {
    expect(await bearer(secret).forbidden('{ viewer { name } }')).toMatchObject({ code: 'UNAUTHENTICATED' });
  }
  const { status } = await new Page(world.url).post('/auth/invitation', { secret: secretOf(link) });
  expect(status).toBe(404);
}

test('what somebody made for others ends with their account', async () => {
  await prepares();
  await verb(world, 'endAccount', { accountId: igor.id, version: 1 });
  await nothingIsLeft();
});

test('and when they decide no more', async () => {
  await prepares();
  await verb(world, 'amendAccount', { accountId: igor.id, version: 1, role: 'ANALYST' });
  await nothingIsLeft();
  expect(await igor.page.ask('{ viewer { role } }')).toEqual({ viewer: { role: 'ANALYST' } });
});

test('a token taken back takes along what it has made', async () => {
  const robot = await verb(world, 'createToken', { name: 'robot', role: 'ADMINISTRATOR' }, shown);
  const { secret, credential } = robot.done as { secret: string; credential: { id: string } };
  const made = await token(bearer(secret), 'child');
  const grandchild = await token(bearer(String(robot.done.secret)), 'second');
  await verb(world, 'revokeCredential', { credentialId: credential.id });
  for (const gone of [made.secret, grandchild.secret]) {
    expect(await bearer(gone).forbidden('{ viewer { name } }')).toMatchObject({ code: 'UNAUTHENTICATED' });
  }
});
