import { test } from 'vitest';
import { raw, sql } from '../../server/src/lib/sql.ts';
import { liveClients } from '../sales/random-clients.ts';
import { liveDealsDepth } from '../sales/random-deals-depth.ts';
import { liveWork } from '../sales/random-work.ts';
import { liveService } from '../service/random-service.ts';
import { livePlans } from '../plans/random-plans.ts';
import { liveMarketing } from '../marketing/random-marketing.ts';
import { liveOrganisation } from '../department/random-organisation.ts';
import { liveDevelopment } from '../development/random-development.ts';
import { liveStrategy } from '../strategy/random-strategy.ts';
import { startWorld } from '../world/world.ts';
import { writeFileSync } from 'node:fs';
function dice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * sides);
  };
}
test('probe', async () => {
  const t0 = Date.now();
  const world = await startWorld();
  console.log('start', Date.now() - t0);
  const walks = { liveOrganisation, liveClients, liveWork, liveService, liveMarketing, livePlans, liveDevelopment, liveStrategy, liveDealsDepth };
  let i = 0;
  for (const [name, walk] of Object.entries(walks)) { const t = Date.now(); await walk(world, dice(100 + i++), 50); console.log(name, Date.now() - t, world.clock.now().toISOString()); }
  const out: string[] = [];
  for (const table of ['activity','lead','task','document','payment','ticket','rating','nps_answer','survey_answer','spend','expense','budget_item','course_assignment','deal','deal_fact','client','client_place','segment_care','activity_window','plan','setting', 'deal_line']) {
    const rows = await world.database.owner.query<Record<string, unknown>>(sql`select * from ${raw(table)}`);
    out.push(`${table} ${rows.length} ${JSON.stringify(rows.slice(0, table === 'deal_fact' ? 40 : 2), null, 0)}`);
  }
  writeFileSync('/tmp/fig/rows.txt', out.join('\n'));
  const t = Date.now();
  const a = await world.ask(`{ kpis(period: {named: ALL}, by: [EMPLOYEE], grain: MONTH, limit: 1000) { period { from to } rows { id revenue { value numerator } } total { revenue { value } } } }`);
  console.log('ask', Date.now() - t, JSON.stringify(a).slice(0, 400));
  await world.close();
}, 100000);
