import type { Role } from '../../server/src/access/roles.ts';
import type { Visitor } from '../world/world.ts';
import type { OpenPage, TestBrowser } from './browser.ts';

/** Somebody with an account, who has not come in yet. */
export interface Invited {
  accountId: string;
  login: string;
  /** path of the one-time link */
  invitation: string;
}

/** A password nobody has thought of before. */
export const password = 'пять зелёных воронок';

let invitations = 0;

/** Gives somebody an account, as a director does on /people. */
export async function invite(director: Visitor, role: Role, name = 'Ольга Смирнова'): Promise<Invited> {
  const login = `${role}-${++invitations}`;
  const { createAccount } = await director.ask<{ createAccount: { account: { id: string }; invitation: string } }>(
    'mutation ($input: CreateAccountInput!) { createAccount(input: $input) { account { id } invitation } }',
    { input: { key: login, login, name, role: role.toUpperCase() } },
  );
  return { accountId: createAccount.account.id, login, invitation: createAccount.invitation };
}

/** Somebody new comes in by their link, in a browser of their own. */
export async function comesIn(
  browser: TestBrowser,
  world: Visitor & { url: string },
  role: Role,
  options: Parameters<TestBrowser['open']>[1] = {},
): Promise<OpenPage & Invited> {
  const invited = await invite(world, role);
  const opened = await browser.open(world.url + invited.invitation, options);
  await opened.page.getByLabel('Новый пароль').fill(password);
  await opened.page.getByRole('button', { name: 'Сохранить и войти' }).click();
  await opened.page.locator('.person-menu').waitFor();
  return { ...opened, ...invited };
}
