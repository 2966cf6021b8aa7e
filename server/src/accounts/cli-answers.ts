import type { Context } from '../context.ts';
import { Refusal } from '../lib/refusal.ts';

/** Opens the configured database, beside a running server if there is one. */
export type OpenContext = () => Promise<{ ctx: Context; close(): Promise<void> }>;

/** What a command was given makes no sense. */
export class BadCommand extends Error {}

/** Runs a command; what is refused is told in words, and ends it with 2. */
export async function runCommand(open: OpenContext, work: (ctx: Context) => Promise<string>): Promise<void> {
  try {
    const { ctx, close } = await open();
    try {
      process.stdout.write(`${await work(ctx)}\n`);
    } finally {
      await close();
    }
  } catch (error) {
    if (!(error instanceof BadCommand || error instanceof Refusal)) throw error;
    process.stderr.write(`${error.message.replace(/^input\.(\w+)/, '--$1')}\n`);
    process.exitCode = 2;
  }
}
