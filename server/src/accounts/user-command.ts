import { randomUUID } from 'node:crypto';
import { text } from 'node:stream/consumers';
import type { Command } from 'commander';
import { revokeCredentials } from '../access/credential.ts';
import type { Context } from '../context.ts';
import { sql } from '../lib/sql.ts';
import { checkedLogin } from './account-fields.ts';
import { type OpenContext, runCommand } from './cli-answers.ts';
import { createAccount } from './create-account.ts';
import { checkPassword, hashPassword } from './password.ts';
import { roleOf } from './token-command.ts';

interface Flags {
  login: string;
  role: string;
  name: string;
  employee?: string;
  passwordStdin?: boolean;
}

/** Adds `user create`: an account, with a password from stdin, else with a link by which its owner chooses one. */
export function addUserCommand(program: Command, open: OpenContext): void {
  program
    .command('user')
    .description('accounts of people')
    .command('create')
    .description('make an account; without a password, print the path of the link by which its owner chooses one')
    .requiredOption('--login <login>', 'what they sign in with')
    .requiredOption('--role <role>', 'director, deputy, head_of_sales, manager …')
    .requiredOption('--name <name>', 'what they are called')
    .option('--employee <id>', 'as whom they work here')
    .option('--password-stdin', 'read the password from stdin')
    .action((flags: Flags) => runCommand(open, (ctx) => createUser(ctx, flags)));
}

async function createUser(ctx: Context, flags: Flags): Promise<string> {
  const { login, role, name, employee, passwordStdin } = flags;
  const password = passwordStdin ? (await text(process.stdin)).replace(/\r?\n$/, '') : null;
  if (password !== null) checkPassword(password, checkedLogin(login, 'input.login'), 'password');
  const asked = { name, login, role: roleOf(role), employeeId: employee ?? null };
  const { id, invitation } = await createAccount(ctx, { key: randomUUID(), ...asked });
  if (password === null) return invitation ?? '';
  const { owner } = ctx.database;
  await owner.query(sql`/* first-password */ insert into account_secret (account_id, password_hash)
    values (${id}, ${await hashPassword(password, null)})`);
  await revokeCredentials(owner, sql`c.account_id = ${id} and c.kind = 'invitation'`, 'cli', ctx.clock.now());
  return `account ${id} can sign in`;
}
