import './src/lib/design-types.ts';
import { openDatabase } from './src/database/database.ts';
import { readKpis } from './src/kpi/read-kpis.ts';
import { rowLoader } from './src/context.ts';
import { readSums } from './src/kpi/read-sums.ts';
import { questionOf } from './src/kpi/question.ts';
const db = openDatabase('postgres://postgres@127.0.0.1:55432/kpi_big', 1, (e)=>console.log('err', e.message));
const ctx = () => ({ database: db, clock:{now:()=>new Date('2026-03-18T09:00:00Z')}, settings:{timeZone:'Europe/Moscow',currency:'RUB'}, load: rowLoader(db.app)}) as never;
const bare = `select employee_id, sum(revenue)::bigint, sum(won)::bigint from (
 select employee_id, revenue, won from rollup_people where day >= $1 and day < $2
 union all select employee_id, revenue, won from ledger where xid >= $3::xid8 and xid >= (select mark from ledger_mark) and day >= $1 and day < $2) x group by 1 order by 2 desc limit 100`;
const mark = (await db.app.query<any>({text:'select mark::text from ledger_mark',values:[]}))[0].mark;
const args = {period:{named:'THIS_QUARTER' as const}, by:['EMPLOYEE' as const]};
const now = new Date('2026-03-18T09:00:00Z');
await readKpis(ctx(), args, {kpis:['revenue','wonDeals'], sql:false});
let stmt: any; { const q = questionOf(args, ['revenue','wonDeals'], now, 'Europe/Moscow', null); stmt = (await readSums(db.app, q)).statement; }
const fs: [string, ()=>Promise<unknown>][] = [
 ['bare', () => db.app.query({text: bare, values:['2026-01-01','2026-04-01', mark]})],
 ['statement', () => db.app.query(stmt)],
 ['statement named', () => db.app.query({...stmt, name:'x1'})],
 ['readKpis', () => readKpis(ctx(), args, {kpis:['revenue','wonDeals'], sql:false})],
 ['build only', async () => questionOf(args, ['revenue','wonDeals'], now, 'Europe/Moscow', null)],
];
const t = fs.map(()=>[] as number[]);
for (let i=0;i<200;i++) for (let j=0;j<fs.length;j++){ const s=performance.now(); await fs[j]![1](); if(i>20) t[j]!.push(performance.now()-s);} 
fs.forEach(([n],j)=>{ const x=t[j]!.sort((a,b)=>a-b); console.log(n.padEnd(20), 'p50', x[x.length>>1]!.toFixed(2), 'p10', x[Math.floor(x.length/10)]!.toFixed(2)); });
await db.close();
