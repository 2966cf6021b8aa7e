import { Page } from '../world/page.ts';
import type { World } from '../world/world.ts';
import { verb } from './people.ts';

export const grant_type = 'urn:ietf:params:oauth:grant-type:device_code';
const television = 'Mozilla/5.0 (SMART-TV; LINUX; Tizen 7.0) AppleWebKit/537.36 Chrome/94.0.4606.31 TV Safari/537.36';

/** What a screen is told when it asks to be let in. */
export interface Asked {
  device_code: string;
  user_code: string;
  verification_uri: string;
  verification_uri_complete: string;
  expires_in: number;
  interval: number;
}

/** The browser of a television. */
export function tv(world: World): Page {
  return new Page(world.url, { 'user-agent': television });
}

export async function asks(page: Page): Promise<Asked> {
  return (await page.post('/pair')).body as unknown as Asked;
}

/** Asks whether it was let in: the board, or the error with its status. */
export async function polls(page: Page, { device_code }: Pick<Asked, 'device_code'>): Promise<Record<string, unknown>> {
  const { status, body } = await page.post('/pair/token', { grant_type, device_code });
  return status === 200 ? body : { status, ...body };
}

export const screenFields = '{ id kind role name board account { id } expiresAt }';
export const findPairing =
  'query ($userCode: String!) { pairing(userCode: $userCode) { userCode from browser createdAt expiresAt } }';

/** Somebody lets in the screen that shows a code. */
export function approves(by: Pick<World, 'ask'>, userCode: string, more: Record<string, unknown> = {}) {
  return verb(by, 'approveScreen', { userCode, name: 'Переговорная', board: 'sales', ...more }, screenFields);
}

/** A screen that was let in. */
export async function paired(world: World, board = 'sales'): Promise<{ page: Page; id: string }> {
  const page = tv(world);
  const asked = await asks(page);
  const { done } = await approves(world, asked.user_code, { board });
  const answer = await polls(page, asked);
  if (answer.board !== board) throw new Error(`not let in: ${JSON.stringify(answer)}`);
  return { page, id: String(done.id) };
}
