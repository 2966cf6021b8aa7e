import { buildSchema, getNamedType, isEnumType, isInputObjectType, isListType, isNonNullType, isObjectType, isLeafType, isScalarType, type GraphQLInputType } from 'graphql';
import { readFileSync, appendFileSync, writeFileSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import pino from 'pino';
import { Writable } from 'node:stream';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildVoronkaSchema } from '../server/src/schema.ts';
import { liveOrganisation } from './department/random-organisation.ts';
import { liveDevelopment } from './development/random-development.ts';
import { liveMarketing } from './marketing/random-marketing.ts';
import { livePlans } from './plans/random-plans.ts';
import { liveClients } from './sales/random-clients.ts';
import { liveWork } from './sales/random-work.ts';
import { liveService } from './service/random-service.ts';
import { liveStrategy } from './strategy/random-strategy.ts';
import { findings } from './department/house.ts';
import { startWorld, type World } from './world/world.ts';

const out = '/tmp/fuzz.out';
let world: World;
const errors: any[] = [];
function dice(seed: number): (sides: number) => number {
  let a = seed;
  return (sides) => { a = (a + 0x6d2b79f5) | 0; let t = Math.imul(a ^ (a >>> 15), 1 | a); t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t; return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4294967296) * sides); };
}
const living = new Map<string, string[]>();
const versions = new Map<string, number>();
async function refresh() {
  const cols = await world.database.owner.query<{ t: string; e: boolean; v: boolean }>({ text: `/* x */ select c.relname as t, exists(select from pg_attribute a where a.attrelid=c.oid and a.attname='ended_at') as e, exists(select from pg_attribute a where a.attrelid=c.oid and a.attname='version') as v from pg_class c where relkind='r' and relnamespace='public'::regnamespace and exists(select from pg_attribute a where a.attrelid=c.oid and a.attname='id')`, values: [] });
  for (const { t, e, v } of cols) {
    if (t === 'ledger') continue;
    const rows = await world.database.owner.query<{ id: string; version: number }>({ text: `/* x */ select id::text as id ${v ? ', version' : ''} from ${t} ${e ? 'where ended_at is null' : ''} order by id desc limit 40`, values: [] });
    living.set(t, rows.map((r) => r.id));
    for (const r of rows) versions.set(t + r.id, r.version);
  }
}
const alias: Record<string, string> = { owner: 'employee', assignee: 'employee', actor: 'employee', to: 'employee', survivor: 'client', merged: 'client', parent: 'client', line: 'product_line', superior: 'employee', standin: 'employee', contactchannel: 'contact_channel', scheme: 'pay_scheme', category: 'expense_category' };
let verb = '';
function tableOf(name: string): string | undefined {
  const base = name.replace(/Ids?$/, '');
  const snake = (x: string) => x.replaceAll(/[A-Z]/g, (l) => `_${l.toLowerCase()}`).replace(/^_/, '');
  if (name === 'id' ) { const n = snake(verb); for (const t of [...living.keys()].sort((x, y) => y.length - x.length)) if (n.endsWith(t) || n.endsWith(t + 's')) return t; return living.has(own[verb] ?? '') ? own[verb] : undefined; }
  const t = snake(base); return living.has(t) ? t : alias[base] ?? alias[base.toLowerCase()] ?? [...living.keys()].find((k) => k.endsWith('_' + t) );
}
const own: Record<string, string> = {};
const roll = dice(Number(process.env.FUZZ_SEED ?? 7));
beforeAll(async () => {
  writeFileSync(out, '');
  const sink = new Writable({ write(chunk, _e, cb) { errors.push(String(chunk)); cb(); } });
  world = await startWorld({ log: pino({ level: 'error' }, sink) as never });
  const walks = [liveOrganisation, liveWork, liveClients, liveService, liveMarketing, livePlans, liveDevelopment, liveStrategy];
  for (const [i, walk] of walks.entries()) await walk(world, dice(100 + i), 25);
}, 90_000);
afterAll(() => world.close());

function pickId(name: string): string { const ids = living.get(tableOf(name) ?? '') ?? []; return ids.length && roll(15) ? pick(ids.slice(0, 12)) : String(1 + roll(30)); }
const schema = buildVoronkaSchema();
const currencies = ['USD', 'EUR', 'CNY'];
const pick = <T>(list: readonly T[]): T => list[roll(list.length)] as T;
function valueOf(type: GraphQLInputType, name: string, nasty: number, depth = 0): unknown {
  if (isNonNullType(type)) return valueOf(type.ofType, name, nasty, depth);
  if (isListType(type)) {
    const n = pick([0, 1, 1, 2, 3]);
    return Array.from({ length: n }, () => valueOf(type.ofType as GraphQLInputType, name, nasty, depth + 1));
  }
  if (isInputObjectType(type)) {
    const o: Record<string, unknown> = {};
    for (const f of Object.values(type.getFields())) {
      if (isNonNullType(f.type) || roll(5) < (roll(2) ? 1 : 3)) o[f.name] = valueOf(f.type, f.name, nasty, depth + 1);
      if (!isNonNullType(f.type) && roll(12) === 0) o[f.name] = null;
    }
    return o;
  }
  if (isEnumType(type)) return pick(type.getValues()).name;
  if (/month/i.test(name) || (/^(from|to)$/.test(name) && /plan|budget|pay/i.test(verb))) if (roll(3)) return pick(['2026-01-01', '2026-02-01', '2026-03-01', '2026-04-01', '2026-07-01', '2027-01-01']);
  const bad = roll(100) < nasty;
  switch (type.name) {
    case 'ID': return bad ? pick(['0', '-1', '99999999', '9223372036854775807', '9223372036854775808', 'abc', '', ' 1', '1e3', '１', '1\u0000']) : pickId(name);
    case 'Int': return bad ? pick([0, -1, 2147483647, -2147483648, 999999]) : 1 + roll(5);
    case 'Float': return bad ? pick([0, -1, 1e308, 1e15, 9007199254740993, 0.001, 1.5, -0, 5e-324, 1e18, -1e18, 9.2e16]) : pick([1, 2, 5, 100, 1000.5]);
    case 'Boolean': return roll(2) === 0;
    case 'String':
      if (name === 'key') return randomUUID();
      return bad ? pick(['', ' ', '\u0000', '\ud800', 'x'.repeat(10001), '%_\\', '\u200b', "'; drop table x --", '🙂'.repeat(200)]) : name === 'currency' ? pick(currencies) : /phone/i.test(name) ? '+7916' + (1000000 + roll(8999999)) : /email/i.test(name) ? `a${roll(99)}@b.ru` : name === 'inn' ? '7707083893' : name === 'site' ? 'firm.ru' : /^kpi/.test(name) ? 'revenue' : pick(['Слово', 'USD', 'revenue', 'x1', '7707083893', '+79161234567', 'a@b.ru']);
    case 'Date': case 'Day': return bad ? pick(['1970-01-01', '1969-12-31', '2199-12-31', '2200-01-01', '9999-12-31', '0001-01-01', '2026-02-29', '2026-13-01', '-2026-01-01', '']) : pick(['2026-03-01', '2026-03-18', '2026-02-10', '2026-04-01']);
    case 'DateTime': case 'Instant': return bad ? pick(['1970-01-01T00:00:00Z', '1969-01-01T00:00:00Z', '2199-12-31T23:59:59Z', '2200-01-01T00:00:00Z', '9999-12-31T23:59:59Z', '0001-01-01T00:00:00Z', '2026-02-30T00:00:00Z', 'x', '2026-03-18T12:00:00', '+275760-09-13T00:00:00.000Z', '1970-01-02T00:00:00Z']) : pick(['2026-03-01T10:00:00+03:00', '2026-03-17T12:00:00Z', '2026-02-10T09:00:00Z', '2026-03-18T08:00:00Z', '2026-05-01T08:00:00Z']);
    default: return bad ? pick([null, 0, '', {}, []]) : pick(['x', 1]);
  }
}
const seen = new Map<string, number>();
function note(kind: string, what: string, vars: unknown, e: any) {
  const n = (seen.get(what + kind) ?? 0) + 1; seen.set(what + kind, n);
  if (n > 3) return;
  appendFileSync(out, JSON.stringify({ kind, what, vars: JSON.stringify(vars)?.slice(0, 1500), e: String(e).slice(0, 600), log: errors.splice(0).map((x) => { try { const l = JSON.parse(x); return (l.err?.message ?? l.error?.message ?? x).slice(0, 500) + (l.err?.stack ?? '').split('\n').filter((s: string) => s.includes('/server/src')).slice(0, 4).join('|') } catch { return x.slice(0, 500); } }) }) + '\n');
}
const ok = new Map<string, [number, number]>();
const refusals = new Map<string, Map<string, number>>();
async function attempt(kind: string, name: string, query: string, vars: Record<string, unknown>) {
  errors.length = 0;
  const c = ok.get(name) ?? [0, 0]; ok.set(name, c);
  try { await world.ask(query, vars); c[0]++; return true; }
  catch (e: any) {
    c[1]++;
    const code = e.extensions?.code;
    const m = refusals.get(name) ?? new Map(); refusals.set(name, m);
    const k = `${code} ${e.extensions?.refusal ?? ''} ${String(e.message).slice(0, 120)}`; m.set(k, (m.get(k) ?? 0) + 1);
    if (!code || code === 'INTERNAL_SERVER_ERROR') note(kind, name, vars, e);
    else if (code === 'BAD_USER_INPUT' && !e.extensions.field && !/Variable|got invalid/.test(e.message)) note('nofield ' + kind, name, vars, e);
    return false;
  }
}
function leafs(t: any, depth = 1): string {
  const named = getNamedType(t) as any;
  if (isLeafType(named)) return '';
  const parts = ['__typename'];
  for (const f of Object.values(named.getFields?.() ?? {}) as any[]) {
    if (f.args.some((a: any) => isNonNullType(a.type))) continue;
    const n = getNamedType(f.type);
    if (isLeafType(n)) parts.push(f.name);
    else if (depth > 0 && isObjectType(n)) parts.push(`${f.name} ${leafs(n, depth - 1)}`);
  }
  return `{ ${parts.join(' ')} }`;
}
const skip = new Set((process.env.FUZZ_SKIP ?? 'signOut,endSession').split(','));
test('mutations', async () => {
  const rounds = Number(process.env.FUZZ_ROUNDS ?? 25);
  const fields = Object.values(schema.getMutationType()!.getFields()).filter((f) => !skip.has(f.name) && !/erase|dismiss|token|credential|account|session|password|totp|amendSettings|lock|screen/i.test(f.name) && (!process.env.FUZZ_ONLY || new RegExp(process.env.FUZZ_ONLY).test(f.name)));
  for (let r = 0; r < rounds; r++) for (const f of fields) {
    verb = f.name; if (/^end|^cancel/.test(verb) && roll(4)) continue; own[verb] ??= (getNamedType(f.type) as any).name.replace(/[A-Z]/g, (l: string) => '_' + l.toLowerCase()).slice(1);
    if (Math.random() < 0.15 || f === fields[0]) await refresh();
    const vars: Record<string, unknown> = {};
    for (const a of f.args) if (isNonNullType(a.type) || roll(2)) vars[a.name] = valueOf(a.type, a.name, r < 3 ? 0 : r % 3 === 0 ? 0 : 12);
    const input = vars.input as any;
    if (input && 'version' in input && roll(12)) { const idf = Object.keys(input).find((k) => k === 'id' || /Id$/.test(k) && (getNamedType(f.args[0]!.type) as any).getFields()[k] && isNonNullType((getNamedType(f.args[0]!.type) as any).getFields()[k].type)); const t = idf && (idf === 'id' ? tableOf('id') : tableOf(idf)); input.version = versions.get(t + input[idf ?? '']) ?? 1; }
    const sel = leafs(f.type, 0);
    await attempt('mutation', f.name, `mutation(${f.args.map((a) => `$${a.name}: ${a.type}`)}) { ${f.name}(${f.args.map((a) => `${a.name}: $${a.name}`)}) ${sel} }`, vars);
  }
  const never = [...ok].filter(([, [n]]) => n === 0).map(([n]) => n);
  appendFileSync(out, `NEVER OK: ${never.join(' ')}\n`);
  for (const n of never) appendFileSync(out, `  ${n}: ${JSON.stringify([...refusals.get(n)!].sort((a, b) => b[1] - a[1]).slice(0, 4))}\n`);
  appendFileSync(out, `FINDINGS ${JSON.stringify(await findings(world)).slice(0, 6000)}\n`);
}, 600_000);
test('queries', async () => {
  const rounds = Number(process.env.FUZZ_QROUNDS ?? 25);
  for (let r = 0; r < rounds; r++) for (const f of Object.values(schema.getQueryType()!.getFields())) {
    if (process.env.FUZZ_QONLY && !new RegExp(process.env.FUZZ_QONLY).test(f.name)) continue;
    const vars: Record<string, unknown> = {};
    for (const a of f.args) if (isNonNullType(a.type) || roll(2)) vars[a.name] = valueOf(a.type, a.name, r < 4 ? 0 : 25);
    if ('first' in vars && r % 2) vars.first = pick([1, 2, 500, 0, -1, 501]);
    if ('after' in vars) vars.after = pick(['1', 'x', Buffer.from('["a","1"]').toString('base64url'), Buffer.from('["2026-01-01","1"]').toString('base64url'), Buffer.from('["5","1"]').toString('base64url'), Buffer.from('["2026-02-31 00:00:00+00","1"]').toString('base64url'), Buffer.from('["1999-99-99","1"]').toString('base64url'), Buffer.from('["2026-02-31","1"]').toString('base64url'), Buffer.from('["999999999999999999","1"]').toString('base64url'), Buffer.from('2026-02-30T00:00:00.000Z 1').toString('base64url'),Buffer.from('2026-02-30T00:00:00.000Z 1').toString('base64'), '2026-02-31 1', Buffer.from('["","1"]').toString('base64url'), Buffer.from('[null,null]').toString('base64url'), '999999999999999999', '1-1', 'null']);
    await attempt('query', f.name, `query(${f.args.map((a) => `$${a.name}: ${a.type}`)}) { ${f.name}${f.args.length ? `(${f.args.map((a) => `${a.name}: $${a.name}`)})` : ''} ${leafs(f.type, f.name === 'kpis' ? 0 : 1)} }`.replace(/query\(\)/, 'query'), vars);
  }
  const never = [...ok].filter(([n, [k]]) => k === 0 && schema.getQueryType()!.getFields()[n]).map(([n]) => n);
  for (const n of never) appendFileSync(out, `  Q ${n}: ${JSON.stringify([...refusals.get(n)!].sort((a, b) => b[1] - a[1]).slice(0, 3))}\n`);
}, 600_000);
