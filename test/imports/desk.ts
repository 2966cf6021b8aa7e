import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import pino from 'pino';
import { systemViewer } from '../../server/src/access/viewer.ts';
import { makeContext } from '../../server/src/app-context.ts';
import type { Context, DepartmentSettings } from '../../server/src/context.ts';
import type { Database } from '../../server/src/database/database.ts';
import { ensureSettings } from '../../server/src/department/settings/ensure-settings.ts';
import { importFolder } from '../../server/src/imports/import-folder.ts';
import type { ImportOptions } from '../../server/src/imports/import-run.ts';
import { parseMapping } from '../../server/src/imports/mapping.ts';
import type { ImportSummary } from '../../server/src/imports/summary.ts';
import { ledgerChecks, verify } from '../../server/src/ledger/verify.ts';
import { clientsEqualTheirPurchases } from '../../server/src/sales/clients/verify-clients.ts';
import { dealsEqualTheirFacts } from '../../server/src/sales/deals/verify-deals.ts';
import { MoveableClock } from '../world/clock.ts';
import { startDatabase } from '../world/database.ts';
import { Nouns } from '../world/nouns.ts';

/** Where somebody imports: an empty department, and a folder to put files into. */
export interface Desk {
  ctx: Context;
  clock: MoveableClock;
  database: Database;
  url: string;
  nouns: Nouns;
  folder: string;
  /** writes files into the folder */
  put(files: Record<string, string | Buffer>): void;
  import(mapping: unknown, options?: Partial<ImportOptions>): Promise<ImportSummary>;
  /** rows of any statement */
  rows<Row = Record<string, unknown>>(text: string, values?: unknown[]): Promise<Row[]>;
  /** one number */
  count(text: string): Promise<number>;
  /** the rejects files, by name */
  rejects(): Record<string, string>;
  /** what `voronka verify` finds */
  findings(): Promise<unknown[]>;
  close(): Promise<void>;
}

/** Sets up a desk; noon of 18 March 2026 unless told. */
export async function startDesk(
  settings: Partial<DepartmentSettings> = {},
  now = '2026-03-18T12:00:00+03:00',
): Promise<Desk> {
  const { database, url, close } = await startDatabase();
  const clock = new MoveableClock(now);
  const usual = {
    departmentName: 'Отдел продаж',
    timeZone: 'Europe/Moscow',
    currency: 'RUB',
    activityWindowDays: 365,
    demo: false,
  };
  const stored = await ensureSettings(database.owner, { ...usual, ...settings });
  const log = pino({ level: 'silent' });
  const around = { database, clock, log, settings: () => stored, version: 'test', changed: () => undefined };
  const ctx = makeContext(around, systemViewer('test', 'api'));
  const folder = mkdtempSync(join(tmpdir(), 'voronka-import-'));
  const rejectsDir = join(folder, 'rejects');
  const rows = <Row>(text: string, values: unknown[] = []) => database.owner.query<Row>({ text, values });
  return {
    ctx,
    clock,
    database,
    url,
    nouns: new Nouns(database),
    folder,
    put: (files) => {
      for (const [name, content] of Object.entries(files)) {
        mkdirSync(dirname(join(folder, name)), { recursive: true });
        writeFileSync(join(folder, name), content);
      }
    },
    import: (mapping, options) =>
      importFolder(ctx, folder, parseMapping(mapping), { dryRun: false, rejectsDir, ...options }),
    rows,
    count: async (text) => Number((await rows<{ n: string }>(`select (${text}) as n`))[0]?.n),
    rejects: () =>
      Object.fromEntries(readdirSync(rejectsDir).map((name) => [name, readFileSync(join(rejectsDir, name), 'utf8')])),
    findings: () => verify(database.owner, [...ledgerChecks, dealsEqualTheirFacts, clientsEqualTheirPurchases]),
    close: async () => {
      await close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A small mapping that many tests vary: one file of deals, whatever they name is made. */
export function dealsMapping(
  deal: Record<string, unknown> = {},
  file: Record<string, unknown> = {},
): Record<string, unknown> {
  return {
    pipelines: [{ name: 'Sales', stages: ['New', 'Talks', 'Contract'] }],
    files: [
      {
        file: 'deals.csv',
        ...file,
        makes: [
          {
            noun: 'deal',
            externalId: 'id',
            client: { column: 'client', create: true },
            owner: { column: 'owner', create: true },
            openedAt: 'opened',
            closedAt: 'closed',
            amount: 'amount',
            status: {
              column: 'status',
              values: { open: { status: 'open' }, won: { status: 'won' }, lost: { status: 'lost' } },
            },
            ...deal,
          },
        ],
      },
    ],
  };
}

/** Deals as a file for that mapping. */
export function dealsFile(...rows: string[]): string {
  return `${['id,client,owner,status,opened,closed,amount', ...rows].join('\n')}\n`;
}

/** Windows-1251, as Russian offices write it. */
export function windows1251(text: string): Buffer {
  return Buffer.from(
    Array.from(text, (letter) => {
      const code = letter.codePointAt(0) ?? 0;
      if (code >= 0x410 && code <= 0x44f) return code - 0x410 + 0xc0;
      const other = { ё: 0xb8, Ё: 0xa8, '«': 0xab, '»': 0xbb, '№': 0xb9, '\u00a0': 0xa0 }[letter];
      return other ?? code;
    }),
  );
}
