import { getNamedType, isLeafType, isNonNullType, isObjectType } from 'graphql';
import { writeFileSync, appendFileSync } from 'node:fs';
import { afterAll, beforeAll, test } from 'vitest';
import { buildVoronkaSchema } from '../server/src/schema.ts';
import { seedDemo } from '../server/src/demo/seed-demo.ts';
import { contextOn } from './demo/department.ts';
import { startWorld, type World, type Visitor } from './world/world.ts';

const out = '/tmp/leak.out';
let world: World;
beforeAll(async () => {
  writeFileSync(out, '');
  world = await startWorld();
  await seedDemo(await contextOn(world.database, world.clock));
  const q = (text: string) => world.database.owner.query({ text: `/* x */ ${text}`, values: [] });
  await q(`update client set name = 'CLIENT#' || id || '#'`);
  await q(`update lead set name = 'LEAD#' || id || '#', phone='+79990000000', email='lph@x.ru'`);
  await q(`update task set title = 'TASK#' || id || '#'`);
  await q(`update deal set title = 'DEAL#' || id || '#'`);
  await q(`update ticket set subject = 'TICKET#' || id || '#'`);
  await q(`update document set number = 'DOCUMENT#' || id || '#'`);
  await q(`update activity set note = 'ACTIVITY#' || id || '#'`).catch((e) => appendFileSync(out, String(e)));
}, 120_000);
afterAll(() => world.close());
const schema = buildVoronkaSchema();
function sel(t: any, depth: number, sees: (type: string, field: string) => boolean, path: string[] = []): string {
  const named = getNamedType(t) as any;
  const parts: string[] = ['__typename'];
  for (const f of Object.values(named.getFields()) as any[]) {
    if (f.args.some((a: any) => isNonNullType(a.type))) continue;
    if (!sees(named.name, f.name)) continue;
    const n = getNamedType(f.type) as any;
    if (isLeafType(n)) parts.push(f.name);
    else if (isObjectType(n)) {
      if (f.name === 'edges') continue;
      const conn = /Connection$/.test(n.name);
      if (depth > 0 || conn) { const inner = sel(n, conn ? depth : depth - 1, sees); parts.push(`${f.name}${f.args.some((a: any) => a.name === 'first') ? '(first: 100)' : ''} ${inner}`); }
    }
  }
  return `{ ${parts.join(' ')} }`;
}
const extra: Record<string, string> = { searchScripts: 'words: "клиент"', campaignResults: 'period: {named: ALL}, model: LAST_TOUCH', pays: 'month: "2026-02-01"', kpis: 'period: {named: ALL}', funnel: 'period:{named:ALL}, mode: SNAPSHOT', lossesByReason: 'from: "2025-01-01", to: "2026-03-18"' };
for (const role of ['manager', 'representative', 'head_of_sales', 'assistant', 'service_agent', 'marketer', 'analyst', 'screen', 'administrator', 'integration'] as const)
test(role, async () => {
  const q = (text: string) => world.database.owner.query<any>({ text: `/* x */ ${text}`, values: [] });
  const [e] = await q(`select e.id, e.name, t.department_id as d from employee e join team t on t.id=e.team_id where e.ended_at is null and exists (select from deal where owner_id=e.id) order by e.id limit 1`);
  const who: Visitor = await world.enters(role, role === 'screen' || role === 'integration' ? {} : { employee: e });
  const hidden = new Set<string>();
  const ids = async (s: string) => new Set((await q(s)).map((r: any) => r.id));
  const dep = role === 'head_of_sales';
  const own = dep ? `owner_id is null or owner_id in (select e.id from employee e join team t on t.id=e.team_id where t.department_id=${e.d})` : `owner_id = ${e.id}`;
  const own2 = dep ? `employee_id is null or department_id = ${e.d}` : `employee_id = ${e.id}`;
  const none = role === 'screen';
  const all = !['manager', 'representative', 'head_of_sales', 'screen'].includes(role);
  const okc: Record<string, Set<string>> = {
    CLIENT: await ids(`select id from client where ${own} or id in (select client_id from deal where owner_id=${e.id})`),
    DEAL: await ids(`select id from deal where ${dep ? `department_id=${e.d} or owner_id is null` : own}`),
    LEAD: await ids(`select id from lead where ${own2}`), TASK: await ids(`select id from task where ${dep ? `employee_id is null or department_id=${e.d}` : `employee_id = ${e.id}`}`),
    ACTIVITY: await ids(`select id from activity where ${own2}`), DOCUMENT: await ids(`select id from document where ${own2}`),
    TICKET: dep ? await ids(`select id from ticket`) : await ids(`select id from ticket where employee_id=${e.id} or client_id in (select id from client where owner_id=${e.id})`),
  };
  const leaks = new Map<string, Set<string>>();
  const walk = (v: any, path: string) => {
    if (Array.isArray(v)) for (const x of v) walk(x, path);
    else if (v && typeof v === 'object') for (const [k, x] of Object.entries(v)) walk(x, `${path}.${k}`);
    else if (typeof v === 'string') { for (const m of v.matchAll(/(CLIENT|DEAL|LEAD|TASK|TICKET|DOCUMENT|ACTIVITY)#(\d+)#/g)) if (!all && !okc[m[1]!]!.has(m[2]!)) { const s = leaks.get(path) ?? new Set(); leaks.set(path, s.add(m[0])); }
      if (/lph@|9990000000/.test(v)) { const s = leaks.get(path); leaks.set(path, (s ?? new Set()).add(v)); } }
  };
  const forbid = new Set<string>();
  for (const f of Object.values(schema.getQueryType()!.getFields())) {
    if (f.args.some((a) => isNonNullType(a.type)) && !extra[f.name]) continue;
    for (const depth of [0, 1, 2]) {
    for (let tries = 0; tries < 60; tries++) {
      const args = [extra[f.name], f.args.some((a) => a.name === 'first') ? `first: ${depth === 2 ? 20 : depth === 1 ? 100 : 500}` : ''].filter(Boolean).join(', ');
      const doc = `{ ${f.name}${args ? `(${args})` : ''} ${isLeafType(getNamedType(f.type)) ? '' : sel(f.type, f.name === 'kpis' ? 0 : depth, (t, x) => !forbid.has(`${t}.${x}`))} }`;
      try { walk(await who.ask<any>(doc), ''); break; }
      catch (x: any) {
        const errs = x.errors ?? []; const names = new Set<string>();
        for (const er of errs) { const m = /(\w+)\.(\w+)/.exec(er.message); if (er.extensions?.code === 'FORBIDDEN' && m) names.add(m[0]); for (const n of er.extensions?.fields ?? []) names.add(n); }
        const before = forbid.size; for (const n of names) forbid.add(n);
        if (forbid.size === before) { if (tries === 0 || !/FORBIDDEN/.test(JSON.stringify(errs))) appendFileSync(out, `${role} ${f.name} d${depth}: ${JSON.stringify(errs).slice(0, 250)}\n`); break; }
      }
    }
    }
  }
  for (const [p, s] of leaks) appendFileSync(out, `LEAK ${role} ${p}: ${s.size} ${[...s].slice(0, 3)}\n`);
  appendFileSync(out, `done ${role} forbidden ${forbid.size}: ${[...forbid].slice(0, 60).join(' ')}\n`);
}, 200_000);
