import type { Logger } from 'pino';
import { systemViewer } from './access/viewer.ts';
import { makeContext } from './app-context.ts';
import type { Config } from './config.ts';
import { type Database, openDatabase } from './database/database.ts';
import { keepEmbedded } from './database/embedded-keeper.ts';
import { migrate } from './database/migrate.ts';
import { ensureSettings } from './department/settings/ensure-settings.ts';
import type { StoredSettings } from './department/settings/read-settings.ts';
import { prepareLedger } from './ledger/roll.ts';
import { type Clock, systemClock } from './lib/clock.ts';
import { sql } from './lib/sql.ts';
import { prepareClients } from './sales/clients/prepare-clients.ts';
import { reprojectDeals } from './sales/deals/reproject-deals.ts';

/** A database that is up to date and open, and the settings it holds. */
export interface Store {
  database: Database;
  settings: StoredSettings;
  close(): Promise<void>;
}

/**
 * Gets the database ready: starts the embedded one unless a URL is configured, migrates, prepares the ledger, stores first settings, and
 * brings what an earlier build posted to the form of this one.
 */
export async function openStore(config: Config, log: Logger, clock: Clock = systemClock): Promise<Store> {
  let opened: Database | undefined;
  const embedded =
    config.databaseUrl === undefined ? await keepEmbedded(config.dataDir, log, () => answers(opened)) : null;
  const url = config.databaseUrl ?? embedded?.url ?? '';
  try {
    const { applied } = await migrate(url);
    if (applied.length > 0) log.info({ applied }, 'database migrated');
    const database = openDatabase(url, config.poolSize, (error) =>
      log.warn({ err: error }, 'a database connection failed'),
    );
    opened = database;
    try {
      const { rebuilt } = await prepareLedger(database.owner);
      if (rebuilt) log.info('the data comes from another cluster: transaction ids reset, rollups rebuilt');
      const settings = await ensureSettings(database.owner, {
        departmentName: config.department,
        timeZone: config.timeZone,
        currency: config.currency,
        activityWindowDays: 365,
        demo: false,
      });
      const around = { database, clock, log, settings: () => settings, version: 'start', changed: () => {} };
      const upgrading = makeContext(around, systemViewer('upgrade', 'system'));
      const corrected = await reprojectDeals(upgrading);
      if (corrected > 0) log.info({ deals: corrected }, 'entries of deals brought to the form of this build');
      const settled = await prepareClients(upgrading);
      if (settled > 0) log.info({ clients: settled }, 'lives of clients settled');
      return { database, settings, close: () => closeAll(database, embedded) };
    } catch (error) {
      await database.close();
      throw error;
    }
  } catch (error) {
    await embedded?.stop();
    throw error;
  }
}

/** Whether the database can be connected to; one that is not opened yet is not asked. */
async function answers(database: Database | undefined): Promise<boolean> {
  try {
    await database?.owner.query(sql`/* alive */ select 1`);
    return true;
  } catch (error) {
    // only what says that nobody listens: a slow or a full one is alive
    return !['ECONNREFUSED', 'ECONNRESET'].includes((error as { code?: string }).code ?? '');
  }
}

async function closeAll(database: Database, embedded: { stop(): Promise<void> } | null): Promise<void> {
  await database.close();
  await embedded?.stop();
}
