import './src/lib/design-types.ts';
import { buildSchemaSync } from 'type-graphql';
import { execute, parse } from 'graphql';
import { KpiResolver } from './src/kpi/kpi.resolver.ts';
import { FunnelResolver } from './src/analysis/funnel.resolver.ts';
import { openDatabase } from './src/database/database.ts';
import { rowLoader } from './src/context.ts';
const db = openDatabase('postgres://postgres@127.0.0.1:55432/kpi_big', 4, (e)=>console.log('err', e.message));
const schema = buildSchemaSync({resolvers:[KpiResolver, FunnelResolver], validate:false, pubSub:{publish(){},subscribe(){throw 1}} as never});
const ctx = () => ({ database: db, clock:{now:()=>new Date('2026-03-18T09:00:00Z')}, settings:{timeZone:'Europe/Moscow',currency:'RUB'}, load: rowLoader(db.app)});
const ask = async (q:string)=> { const r = await execute({schema, document: parse(q), contextValue: ctx()}); if (r.errors) throw r.errors[0]; return r.data as any; };
const time = async (name:string, f:()=>Promise<unknown>, n=41) => { for (let i=0;i<5;i++) await f(); const t:number[]=[]; for (let i=0;i<n;i++){ const s=performance.now(); await f(); t.push(performance.now()-s);} t.sort((a,b)=>a-b); console.log(name.padEnd(48), t[n>>1]!.toFixed(2),'ms  min', t[0]!.toFixed(2)); };
const bare = `select employee_id, sum(revenue)::bigint, sum(won)::bigint from (
 select employee_id, revenue, won from rollup_people where day >= $1 and day < $2
 union all select employee_id, revenue, won from ledger where xid >= $3::xid8 and xid >= (select mark from ledger_mark) and day >= $1 and day < $2) x group by 1 order by 2 desc limit 100`;
const mark = (await db.app.query<any>({text:'select mark::text from ledger_mark',values:[]}))[0].mark;
await time('bare quarter by manager', () => db.app.query({text: bare, values:['2026-01-01','2026-04-01', mark]}));
const Q = (args:string, sel:string) => `{ kpis(${args}) { rows { id ${sel} } total { revenue { value } } revision } }`;
const cases: [string,string][] = [
 ['quarter by manager', Q('period:{named:THIS_QUARTER}, by:[EMPLOYEE]','employee{name} revenue{value} wonDeals{value}')],
 ['last quarter by manager', Q('period:{named:LAST_QUARTER}, by:[EMPLOYEE]','employee{name} revenue{value} wonDeals{value}')],
 ['quarter by manager, no names', Q('period:{named:THIS_QUARTER}, by:[EMPLOYEE]','revenue{value} wonDeals{value}')],
 ['month by manager vs previous', Q('period:{named:THIS_MONTH}, by:[EMPLOYEE], compareTo:PREVIOUS','revenue{value previous} wonDeals{value}')],
 ['month figures vs previous', Q('period:{named:THIS_MONTH}, compareTo:PREVIOUS','revenue{value previous} wonDeals{value} winRate{value} averageDeal{value}')],
 ['month daily', Q('period:{named:THIS_MONTH}, grain: DAY','revenue{value} wonDeals{value}')],
 ['today vs yesterday', Q('period:{named:TODAY}, compareTo:PREVIOUS','revenue{value previous}')],
 ['pipeline by stage now', `{ kpis(period:{named:TODAY}, by:[STAGE]) { rows { id pipelineDeals{value} pipelineAmount{value}} } }`],
 ['funnel snapshot', `{ funnel(period:{named:TODAY}, mode: SNAPSHOT) { deals stages { deals amount } } }`],
 ['pipeline monthly 2y by team', `{ kpis(period:{last:24 unit:MONTH}, grain:MONTH, by:[TEAM]) { rows { id pipelineDeals{value} } } }`],
 ['quarter by territory vs previous', Q('period:{named:THIS_QUARTER}, by:[TERRITORY], compareTo:PREVIOUS','revenue{value previous}')],
 ['year by product vs last year', Q('period:{named:THIS_YEAR}, by:[PRODUCT], compareTo:LAST_YEAR','revenue{value previous}')],
 ['year by client', Q('period:{named:LAST_YEAR}, by:[CLIENT]','revenue{value}')],
 ['quarter by employee x product (ledger)', Q('period:{named:THIS_QUARTER}, by:[EMPLOYEE PRODUCT]','revenue{value}')],
 ['month weekly by channel', Q('period:{last:8 unit:WEEK}, grain:WEEK, by:[CHANNEL]','revenue{value}')],
];
for (const [n,q] of cases) await time(n, () => ask(q), 15);
await time('cohort quarter', () => ask(`{ funnel(period:{named:LAST_QUARTER}, mode: COHORT) { deals stages { deals medianTime } } }`), 3);
if (process.argv[2]) { const q = cases[Number(process.argv[2])]![1].replace('revision','revision sql'); const {kpis} = await ask(q); for (const r of await db.app.query<any>({text:'explain (analyze, buffers) '+kpis.sql, values:[]})) console.log(r['QUERY PLAN']); }
await db.close();
