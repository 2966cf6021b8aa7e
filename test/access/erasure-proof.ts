import { createRequire } from 'node:module';
import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Database } from '../../server/src/database/database.ts';
import { sql } from '../../server/src/lib/sql.ts';
import type { World } from '../world/world.ts';

const { to: copyTo } = createRequire(new URL('../../server/package.json', import.meta.url))('pg-copy-streams');

/** Every table as a dump of the database holds it. */
export async function dumpOf({ owner }: Database): Promise<{ table: string; text: string }[]> {
  const tables = await owner.query<{
    name: string;
  }>(sql`select format('%I.%I', n.nspname, c.relname) as name from pg_class c
    join pg_namespace n on n.oid = c.relnamespace where c.relkind in ('r', 'm') and n.nspname not in ('pg_catalog', 'information_schema')
      and n.nspname not like 'pg_toast%'`);
  const dump: { table: string; text: string }[] = [];
  for (const { name } of tables)
    await owner.transaction(async (tx) => {
      const chunks: Buffer[] = [];
      const into = new Writable({ write: (chunk: Buffer, _encoding, done) => done(void chunks.push(chunk)) });
      await pipeline(tx.client.query(copyTo(`copy ${name} to stdout`)), into);
      dump.push({ table: name, text: Buffer.concat(chunks).toString('utf8') });
    });
  if (dump.length < 30) throw new Error('a dump should have more tables');
  return dump;
}

const keys: Record<string, string> = {
  ...{ EMPLOYEE: 'employee', TEAM: 'team', DEPARTMENT: 'department', TERRITORY: 'territory', PRODUCT: 'product' },
  ...{ PRODUCT_LINE: 'productLine', CHANNEL: 'channel', SOURCE: 'source', SEGMENT: 'segment', CLIENT: 'client' },
  ...{ PIPELINE: 'pipeline', STAGE: 'stage', CAMPAIGN: 'campaign', CONTACT_CHANNEL: 'contactChannel' },
};

/** Every KPI by every breakdown it has, by month and in all, and the funnel: numbers and ids, no names. */
export async function everyFigure(world: World): Promise<{ kpis: Record<string, unknown>; funnel: unknown }> {
  const { kpiCatalogue } = await world.ask<{ kpiCatalogue: { id: string; breakdowns: string[] }[] }>(
    '{ kpiCatalogue { id breakdowns } }',
  );
  const kpis: Record<string, unknown> = {};
  for (const [dimension, key] of Object.entries(keys))
    for (const grain of ['MONTH', null]) {
      const fields = kpiCatalogue
        .filter(({ breakdowns }) => breakdowns.includes(dimension))
        .map(({ id }) => `${id} { value numerator denominator }`);
      if (fields.length === 0) continue;
      const asked = `period: { named: ALL }, by: [${dimension}]${grain ? `, grain: ${grain}` : ''}`;
      const row = `${key} { id } period { from to }`;
      const answer = await world.ask<Record<string, unknown>>(
        `{ kpis(${asked}) { rows { ${row} ${fields.join(' ')} } total { ${fields.join(' ')} } } }`,
      );
      kpis[`${dimension} ${grain}`] = answer['kpis'];
    }
  const stage = 'stages { stage { id } deals amount lost conversion reach medianTime }';
  const funnel = await world.ask(`{
    cohort: funnel(period: { named: ALL }, mode: COHORT) { deals open lost won amount conversion ${stage} }
    snapshot: funnel(period: { named: ALL }, mode: SNAPSHOT) { deals open lost won amount ${stage} } }`);
  return { kpis, funnel };
}
