import './lib/design-types.ts';
import pino from 'pino';
import { createApp } from './app.ts';
import { ConfigError, readConfig } from './config.ts';
import { MigrationError } from './database/migrate.ts';
import { systemClock } from './lib/clock.ts';
import { stopWithParent } from './stop-with-parent.ts';

const oldestNode = [22, 17];

/** Starts the process, nothing else: configuration in, an application out, and its end whenever it is asked for. */
async function main(): Promise<void> {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major < 22 || (major === 22 && minor < 17)) {
    throw new ConfigError(`Node.js ${oldestNode.join('.')} or newer is needed; this is ${process.versions.node}`);
  }
  const config = readConfig(process.env);
  const log = pino({ level: config.logLevel });
  const stopping = new AbortController();
  const stop = (reason: string) => {
    if (!stopping.signal.aborted) log.info({ reason }, 'stopping');
    stopping.abort(reason);
  };
  process.on('SIGINT', () => stop('SIGINT'));
  process.on('SIGTERM', () => stop('SIGTERM'));
  stopWithParent(() => stop('whoever started this process is gone'));

  const app = await createApp({ config, clock: systemClock, log });
  if (!stopping.signal.aborted) {
    log.info({ url: app.url }, 'Voronka is ready');
    process.stdout.write(
      `\n  Voronka  ${app.url}\n  wall     ${app.url}/wall/today\n  explore  ${app.url}/explore\n\n`,
    );
    if (app.setUpLink) {
      process.stdout.write(
        `  Nobody has an account yet. The first one is made here, within a day:\n  ${app.setUpLink}\n\n`,
      );
    }
    await new Promise((resolve) => stopping.signal.addEventListener('abort', resolve, { once: true }));
  }
  await app.close();
  log.info('stopped');
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    const expected = error instanceof ConfigError || error instanceof MigrationError;
    process.stderr.write(
      `${expected ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
    );
    process.exit(1);
  },
);
