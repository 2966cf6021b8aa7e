import { randomUUID } from 'node:crypto';
import type { Command } from 'commander';
import { type Role, roleNamed, roles } from '../access/roles.ts';
import { BadCommand, type OpenContext, runCommand } from './cli-answers.ts';
import { createToken, tokenDays } from './create-token.ts';

interface Flags {
  role: string;
  name: string;
  employee?: string;
  days?: string;
  readOnly?: boolean;
}

/** Adds `token create`: an API token for a machine or an analyst, printed alone on the last line. */
export function addTokenCommand(program: Command, open: OpenContext): void {
  program
    .command('token')
    .description('API tokens')
    .command('create')
    .description('make a token and print it, once, alone on the last line')
    .requiredOption('--role <role>', `one of ${roles.filter((role) => role !== 'screen').join(', ')}`)
    .requiredOption('--name <name>', 'what it is for')
    .option('--employee <id>', 'as whom of the department it acts')
    .option('--days <days>', `how long it holds, at most ${tokenDays.most}`, String(tokenDays.default))
    .option('--read-only', 'it may look and change nothing')
    .action((flags: Flags) =>
      runCommand(open, async (ctx) => {
        const { role, name, employee, days, readOnly = false } = flags;
        const asked = { role: roleOf(role), name, employeeId: employee ?? null, days: Number(days), readOnly };
        const { secret } = await createToken(ctx, { key: randomUUID(), ...asked });
        return secret ?? '';
      }),
    );
}

/** A role as people type it. */
export function roleOf(name: string): Role {
  const role = roleNamed(name);
  if (role) return role;
  throw new BadCommand(`--role: there is no role ${name}; there are ${roles.join(', ')}`);
}
