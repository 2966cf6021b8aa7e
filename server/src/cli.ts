import './lib/design-types.ts';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Command } from 'commander';
import pino from 'pino';
import { type ChainHead, chainAudit, chainHead } from './access/audit-chain.ts';
import { auditChainHolds, chainLeadsFrom } from './access/audit-verify.ts';
import { systemViewer } from './access/viewer.ts';
import { addTokenCommand } from './accounts/token-command.ts';
import { addUserCommand } from './accounts/user-command.ts';
import { makeContext } from './app-context.ts';
import { ConfigError, readConfig } from './config.ts';
import type { Context } from './context.ts';
import { describeDatabase } from './database/describe.ts';
import { removeEmbedded } from './database/embedded-remove.ts';
import { MigrationError } from './database/migrate.ts';
import { addImportCommand } from './imports/import-command.ts';
import { ledgerChecks, verify } from './ledger/verify.ts';
import { systemClock } from './lib/clock.ts';
import { payAddsUp } from './pay/verify-pay.ts';
import { printNouns } from './print-nouns.ts';
import { recordsEqualTheirRows } from './records/verify-records.ts';
import { registered } from './registry.ts';
import { clientsEqualTheirPurchases } from './sales/clients/verify-clients.ts';
import { dealsEqualTheirFacts } from './sales/deals/verify-deals.ts';
import { invoicesEqualPayments } from './sales/documents/verify-invoices.ts';
import { printVoronkaSchema } from './schema.ts';
import { openStore } from './store.ts';

/** Opens the configured database beside a running server, if there is one, and leaves that server alone. */
async function open(): Promise<{ ctx: Context; close(): Promise<void> }> {
  const config = readConfig(process.env);
  const log = pino({ level: config.logLevel === 'info' ? 'warn' : config.logLevel }, pino.destination(2));
  const store = await openStore(config, log);
  const around = {
    database: store.database,
    clock: systemClock,
    log,
    settings: () => store.settings,
    version: 'cli',
    changed: () => {},
  };
  return { ctx: makeContext(around, systemViewer('cli', 'import')), close: store.close };
}

function headOf(text: string): ChainHead {
  const [, position, hash] = /^(\d{1,18}):([\da-f]{64})$/.exec(text) ?? [];
  if (position && hash) return { position, hash };
  throw new ConfigError('--head expects what verify printed after "audit chain:"');
}

const records = registered.map(({ record }) => record);

const program = new Command('voronka')
  .description('The live sales department, from the command line')
  .showHelpAfterError();

addImportCommand(program, open);
addTokenCommand(program, open);
addUserCommand(program, open);

program
  .command('verify')
  .description('recompute what the facts project to and compare: nothing must differ')
  .option(
    '--head <position:hash>',
    'where the audit chain ended, as an earlier verify told and somebody kept elsewhere',
  )
  .action(async ({ head }: { head?: string }) => {
    const kept = head === undefined ? [] : [chainLeadsFrom(headOf(head))];
    const { ctx, close } = await open();
    try {
      const { owner } = ctx.database;
      await chainAudit(owner);
      const findings = await verify(owner, [
        ...ledgerChecks,
        dealsEqualTheirFacts,
        invoicesEqualPayments,
        clientsEqualTheirPurchases,
        recordsEqualTheirRows(records),
        payAddsUp,
        auditChainHolds,
        ...kept,
      ]);
      const end = await chainHead(owner);
      if (end) process.stdout.write(`audit chain: ${end.position}:${end.hash}\n`);
      for (const finding of findings) process.stdout.write(`${JSON.stringify(finding)}\n`);
      process.stdout.write(findings.length === 0 ? 'verified: no difference\n' : `${findings.length} difference(s)\n`);
      process.exitCode = findings.length === 0 ? 0 : 1;
    } finally {
      await close();
    }
  });

program
  .command('schema')
  .description('write schema.graphql, database.sql and the table of nouns as this build emits them')
  .option('--to <folder>', 'where to', 'schema')
  .action(async ({ to }: { to: string }) => {
    await writeFile(join(to, 'schema.graphql'), printVoronkaSchema());
    await writeFile(join(to, '..', 'server', 'README.md'), printNouns());
    const { ctx, close } = await open();
    try {
      await writeFile(join(to, 'database.sql'), await describeDatabase(ctx.database.owner));
    } finally {
      await close();
    }
  });

program
  .command('reset')
  .description('delete the embedded database; the next start begins anew')
  .action(async () => {
    const config = readConfig(process.env);
    if (config.databaseUrl) throw new ConfigError('reset only deletes the embedded database; DATABASE_URL is set');
    if (!(await removeEmbedded(config.dataDir))) {
      throw new ConfigError(
        `${config.dataDir} is in use: stop the server (or the command) that runs on it, then reset`,
      );
    }
    process.stdout.write(`deleted ${config.dataDir}\n`);
  });

program.parseAsync().catch((error: unknown) => {
  const expected = error instanceof ConfigError || error instanceof MigrationError;
  process.stderr.write(
    `${expected ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
  );
  process.exitCode = 2;
});
