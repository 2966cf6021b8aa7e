import type { Logger } from 'pino';
import { type EmbeddedPostgres, startEmbedded } from './embedded.ts';

/** An embedded PostgreSQL that is started again when it has died. */
export interface KeptPostgres {
  url: string;
  stop(): Promise<void>;
}

/**
 * Starts the embedded PostgreSQL and keeps it running: one that was killed is started again, on the port it had, so that the pools find it
 * by themselves. `alive` says whether it answers; asked every few seconds.
 */
export async function keepEmbedded(
  dataDir: string,
  log: Logger,
  alive: () => Promise<boolean>,
  everyMs = 3_000,
): Promise<KeptPostgres> {
  const start = () => startEmbedded({ dataDir, log: (line) => log.info(line) });
  let running: EmbeddedPostgres = await start();
  let looking: Promise<void> = Promise.resolve();
  const look = async () => {
    if (await alive()) return;
    log.warn('the embedded PostgreSQL does not answer');
    const before = running;
    // joining one that was only slow is harmless; it is left again with the old ticket
    running = await start();
    await before.stop();
    if (running.port !== before.port)
      log.error({ port: running.port }, 'PostgreSQL came back on another port: restart the server');
  };
  let busy = false;
  const timer = setInterval(() => {
    if (busy) return;
    busy = true;
    looking = look()
      .catch((error: unknown) => log.error({ err: error }, 'the embedded PostgreSQL could not be started again'))
      .finally(() => (busy = false));
  }, everyMs);
  timer.unref();
  return {
    url: running.url,
    stop: async () => {
      clearInterval(timer);
      await looking;
      await running.stop();
    },
  };
}
