import './src/lib/design-types.ts';
import { openDatabase } from './src/database/database.ts';
import { readFunnel } from './src/analysis/funnel.ts';
import { rowLoader } from './src/context.ts';
import { withValues } from './src/kpi/with-values.ts';
const db = openDatabase('postgres://postgres@127.0.0.1:55432/kpi_big', 1, (e)=>console.log('err', e.message));
const orig = db.app.query.bind(db.app);
let last: any;
db.app.query = (async (s: any) => { const b = 'build' in s ? s.build() : s; if (b.text.includes('cohort')) last = b; return orig(b); }) as never;
const ctx = { database: db, clock:{now:()=>new Date('2026-03-18T09:00:00Z')}, settings:{timeZone:'Europe/Moscow',currency:'RUB'}, load: rowLoader(db.app)} as never;
for (const named of ['THIS_MONTH','LAST_QUARTER','ALL'] as const) { const s = performance.now(); await readFunnel(ctx, {period:{named}, mode:'COHORT'}); console.log(named, performance.now()-s); 
 if (named === (process.argv[2]??'LAST_QUARTER')) for (const r of await orig<any>({text:'explain (analyze) '+withValues(last), values:[]})) console.log(r['QUERY PLAN']); }
await db.close();
