import { does } from '../service/desk.ts';
import type { Named } from '../world/nouns.ts';
import type { Person } from '../world/person.ts';
import type { World } from '../world/world.ts';

/** Sets the plan of this month's revenue, for the house unless told for whom. */
export async function plans(world: World, optimal: number, whose: { employeeId?: string } = {}): Promise<void> {
  const levels = { minimum: optimal * 0.8, optimal, maximum: optimal * 1.2 };
  await does(world, 'setPlan', { kpi: 'revenue', grain: 'MONTH', from: '2026-03-01', ...levels, ...whose });
}

/** Somebody's busy morning: contacts of each kind, an award and thanks in many words. */
export async function worksHard(world: World, person: Person, client: Named): Promise<void> {
  const about = { clientId: client.id, employeeId: person.id, at: '2026-03-18T10:00:00+03:00' };
  for (const kind of ['CALL_OUT', 'CALL_IN']) await does(world, 'logActivity', { ...about, kind, talkSeconds: 43_000 });
  for (const kind of ['MEETING', 'PRESENTATION', 'EMAIL', 'MESSAGE'])
    await does(world, 'logActivity', { ...about, kind });
  const title = 'За выдающийся вклад в развитие отношений с научно-исследовательскими учреждениями';
  await does(world, 'giveAward', { employeeId: person.id, kind: 'AWARD', title });
  await does(world, 'thank', { employeeId: person.id, words: title });
}

/** Clients who ask, complain, are helped and say what they think of it. */
export async function isServed(world: World, client: Named): Promise<void> {
  const clientId = client.id;
  for (const kind of ['REQUEST', 'COMPLAINT', 'COMPLAINT']) {
    const arrivedAt = '2026-03-10T12:00:00+03:00';
    const { id } = await does(world, 'openTicket', { kind, subject: 'Не работает', clientId, arrivedAt });
    if (kind === 'REQUEST') await does(world, 'resolveTicket', { id, resolution: 'SOLVED' });
  }
  for (const [index, score] of [5, 4, 1].entries()) {
    const at = `2026-03-${String(4 + index * 6).padStart(2, '0')}T12:00:00+03:00`;
    await does(world, 'rateService', { clientId, score, at });
    await does(world, 'addNpsAnswer', { clientId, score: score * 2, at });
  }
}
