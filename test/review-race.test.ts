import { randomUUID } from 'node:crypto';
import { writeFileSync, appendFileSync } from 'node:fs';
import { Writable } from 'node:stream';
import pino from 'pino';
import { afterAll, beforeAll, test } from 'vitest';
import { findings } from './department/house.ts';
import { startWorld, type World } from './world/world.ts';
const out = '/tmp/race.out';
let world: World; const errors: string[] = [];
beforeAll(async () => {
  writeFileSync(out, '');
  const sink = new Writable({ write(c, _e, cb) { errors.push(String(c)); cb(); } });
  world = await startWorld({ log: pino({ level: 'error' }, sink) as never, config: { poolSize: 16 } });
}, 60_000);
afterAll(() => world.close());
const pick = <T>(l: readonly T[]): T => l[Math.floor(Math.random() * l.length)] as T;
test('two hundred at once', async () => {
  const dep = [await world.department('A'), await world.department('B')];
  const teams = [await world.team('t1', { department: dep[0]! }), await world.team('t2', { department: dep[1]! })];
  const seg = [await world.segment('s1'), await world.segment('s2')];
  const ter = [await world.territory('x'), await world.territory('y')];
  const people = [await world.employee('e1', { team: teams[0]! }), await world.employee('e2', { team: teams[1]! }), await world.employee('e3', { team: teams[0]! })];
  const pipe = await world.pipeline();
  const go = async (verb: string, input: object, fields = 'id version') => (await world.ask<any>(`mutation($input: ${verb[0]!.toUpperCase()}${verb.slice(1)}Input!) { ${verb}(input: $input) { ${fields} } }`, { input: { key: randomUUID(), ...input } }))[verb];
  const ver = async (t: string, id: string) => (await world.database.owner.query<any>({ text: `/* x */ select version from ${t} where id = $1`, values: [id] }))[0]?.version;
  const stat = new Map<string, Map<string, number>>();
  const deals: string[] = [], acts: string[] = [], leads: string[] = [], tasks: string[] = [], docs: string[] = [], pays: string[] = [], tickets: string[] = [], ratings: string[] = [];
  let clients = [await go('addClient', { name: 'Main', segmentId: seg[0]!.id }), await go('addClient', { name: 'Main2', segmentId: seg[1]!.id })];
  await go('addClientGroupDuty', { segmentId: seg[0]!.id, employeeId: people[0]!.id }).catch((e) => appendFileSync(out, 'duty ' + e + '\n'));
  const c = () => pick(clients).id as string;
  const run: Record<string, () => Promise<unknown>> = {
    openDeal: async () => deals.push((await go('openDeal', { clientId: c(), ownerId: pick(people).id, amount: 10 })).id),
    winDeal: async () => { const id = pick(deals); await go('winDeal', { dealId: id, version: await ver('deal', id) }); },
    loseDeal: async () => { const id = pick(deals); await go('loseDeal', { dealId: id, version: await ver('deal', id), reason: 'r' }); },
    reopenDeal: async () => { const id = pick(deals); await go('reopenDeal', { dealId: id, version: await ver('deal', id) }); },
    moveDeal: async () => { const id = pick(deals); await go('moveDeal', { dealId: id, version: await ver('deal', id), stageId: pick(pipe.stages).id }); },
    reassignDeal: async () => { const id = pick(deals); await go('reassignDeal', { dealId: id, version: await ver('deal', id), ownerId: pick(people).id }); },
    logActivity: async () => acts.push((await go('logActivity', { kind: pick(['CALL_OUT', 'MEETING', 'EMAIL']), employeeId: pick(people).id, ...(Math.random() < .5 && deals.length ? { dealId: pick(deals) } : Math.random() < .5 && leads.length ? { leadId: pick(leads) } : { clientId: c() }) })).id),
    amendActivity: async () => { const id = pick(acts); await go('amendActivity', { id, version: await ver('activity', id), at: new Date(world.clock.now().getTime() - Math.random() * 864e5 * 20).toISOString(), ...(Math.random() < .5 ? { dealId: null, clientId: c() } : {}) }); },
    endActivity: async () => { const id = pick(acts); await go('endActivity', { id }); },
    addLead: async () => leads.push((await go('addLead', { name: 'L', employeeId: pick(people).id, ...(Math.random() < .7 ? { clientId: c() } : {}) })).id),
    convertLead: async () => { const id = pick(leads); await go('convertLead', { id, ...(Math.random() < .5 ? { clientId: c() } : {}) }); },
    answerLead: async () => { const id = pick(leads); await go('answerLead', { id }); },
    assignLead: async () => { const id = pick(leads); await go('assignLead', { id, employeeId: pick(people).id }); },
    addTask: async () => tasks.push((await go('addTask', { title: 't', assigneeId: pick(people).id, clientId: c(), dueAt: '2026-03-20T10:00:00Z', repeats: pick(['NONE', 'DAILY']) })).id),
    completeTask: async () => { const id = pick(tasks); await go('completeTask', { id }); },
    addDocument: async () => docs.push((await go('addDocument', { kind: 'INVOICE', amount: 100, ...(deals.length ? { dealId: pick(deals) } : { clientId: c() }) })).id),
    issueDocument: async () => { await go('issueDocument', { id: pick(docs) }); },
    addPayment: async () => pays.push((await go('addPayment', { documentId: pick(docs), amount: 30, advance: Math.random() < .3 })).id),
    endPayment: async () => { await go('endPayment', { id: pick(pays) }); },
    cancelDocument: async () => { await go('cancelDocument', { id: pick(docs) }); },
    amendClient: async () => { const id = c(); await go('amendClient', { clientId: id, version: await ver('client', id), ...pick([{ segmentId: pick(seg).id }, { territoryId: pick(ter).id }, { ownerId: pick(people).id }, { segmentId: pick(seg).id, ownerId: pick(people).id }]) }); },
    amendEmployee: async () => { const id = pick(people).id; await go('amendEmployee', { id, version: await ver('employee', id), ...pick([{ teamId: pick(teams).id }, { territoryId: pick(ter).id }]) }); },
    amendTeam: async () => { const id = pick(teams).id; await go('amendTeam', { id, version: await ver('team', id), departmentId: pick(dep).id }); },
    openTicket: async () => tickets.push((await go('openTicket', { kind: 'COMPLAINT', subject: 's', clientId: c(), employeeId: pick(people).id })).id),
    resolveTicket: async () => { await go('resolveTicket', { id: pick(tickets), resolution: 'SOLVED' }); },
    rateService: async () => { await go('rateService', { clientId: c(), score: 5, employeeId: pick(people).id }); },
    mergeClients: async () => { const extra = await go('addClient', { name: 'dup', segmentId: pick(seg).id, ownerId: pick(people).id }); const d = await go('openDeal', { clientId: extra.id, ownerId: pick(people).id, amount: 5 }); await go('winDeal', { dealId: d.id, version: d.version }); await go('logActivity', { kind: 'CALL_OUT', clientId: extra.id, employeeId: pick(people).id }); const s = c(); await go('mergeClients', { survivorId: s, survivorVersion: await ver('client', s), mergedId: extra.id, mergedVersion: await ver('client', extra.id) }); },
  };
  for (const n of ['openDeal', 'openDeal', 'openDeal', 'logActivity', 'addLead', 'addTask', 'addDocument', 'issueDocument', 'addPayment', 'openTicket']) await run[n]!();
  const names = Object.keys(run);
  for (let round = 0; round < 5; round++) {
    await Promise.all(Array.from({ length: 220 }, async (_, i) => {
      const n = names[i % names.length]!;
      const m = stat.get(n) ?? new Map(); stat.set(n, m);
      const k = await run[n]!().then(() => 'ok', (e) => `${e.extensions?.code ?? String(e).slice(0, 100)} ${e.extensions?.refusal ?? ''}${e.extensions?.code === 'BAD_USER_INPUT' ? String(e.message).slice(0, 150) : ''}`);
      m.set(k, (m.get(k) ?? 0) + 1);
    }));
    world.clock.advance({ days: 3, hours: 1 });
    if (round === 2) await go('amendSettings', { revision: (await world.ask<any>('{settings{revision}}')).settings.revision, activityWindowDays: 30 }, 'revision').catch((e) => appendFileSync(out, 'settings ' + String(e).slice(0, 200) + '\n'));
    await world.roll();
  }
  for (const [n, m] of stat) appendFileSync(out, `${n}: ${JSON.stringify([...m])}\n`);
  for (const e of errors.slice(0, 10)) { try { const l = JSON.parse(e); appendFileSync(out, 'ERR ' + (l.err?.message ?? e).slice(0, 200) + ' ' + JSON.stringify(l.err?.detail ?? l.err?.where ?? '') + (l.err?.stack ?? '').split('\n').filter((s: string) => s.includes('/server/src')).slice(0, 5).join('|') + ' ' + JSON.stringify(l.path) + '\n'); } catch { appendFileSync(out, e.slice(0, 400) + '\n'); } }
  appendFileSync(out, `errors ${errors.length}\nFINDINGS ${JSON.stringify(await findings(world)).slice(0, 5000)}\n`);
}, 200_000);
