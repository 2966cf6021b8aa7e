import type { BrowserContextOptions } from 'playwright-core';
import { addCredential } from '../../server/src/access/credential.ts';
import { newSecret } from '../../server/src/access/secret.ts';
import type { World } from '../world/world.ts';

/** A browser of a TV that was paired long ago: what `browser.open` takes. */
export async function asScreen(
  world: World,
  options: BrowserContextOptions = {},
  board = 'today',
): Promise<BrowserContextOptions> {
  const secret = newSecret();
  const made = { kind: 'screen', role: 'screen', name: 'Телевизор', board, createdBy: 'test' } as const;
  await addCredential(world.database.owner, secret, made, new Date());
  const cookie = { name: 'voronka_screen', value: secret, path: '/', httpOnly: true, secure: false, expires: -1 };
  const cookies = ['localhost', '127.0.0.1'].map((domain) => ({ ...cookie, domain, sameSite: 'Lax' as const }));
  return { ...options, storageState: { cookies, origins: [] } };
}
