import type { Context } from '../../context.ts';
import { dayOf } from '../../lib/zone.ts';
import { assignPayScheme } from '../../pay/assignments/assign-pay-scheme.ts';
import { closePayMonth } from '../../pay/months/close-pay-month.ts';
import { addPayScheme } from '../../pay/schemes/add-pay-scheme.ts';
import type { ToldTerms } from '../../pay/schemes/check-terms.ts';
import { monthAfter } from '../campaigns.ts';
import { type DemoNouns, externalId } from '../nouns.ts';
import { type PersonKey, person, personKeys } from '../people.ts';
import type { DemoWorld } from '../world.ts';

/** How people are paid: money in roubles a month. */
const schemes: Record<string, { name: string; terms: ToldTerms }> = {
  manager: {
    name: 'Менеджер: оклад и процент с оплат',
    terms: {
      salary: 60_000,
      sales: {
        ...{ base: 'revenue', on: 'paid', progressive: true },
        tiers: [
          { from: 0, percent: 0.6 },
          { from: 3_000_000, percent: 0.9 },
          { from: 8_000_000, percent: 1.2 },
        ],
      },
      bonus: { kpi: 'revenue', reach: { amount: 15_000 }, exceed: { per: 'percent', prize: { percentOfSalary: 0.5 } } },
      coefficient: {
        of: 'variable',
        kpis: [
          { kpi: 'revenue', weight: 3 },
          { kpi: 'calls', weight: 1 },
        ],
      },
    },
  },
  newcomer: {
    name: 'Новичок: оклад и процент с выигранных сделок',
    terms: {
      salary: 70_000,
      sales: { base: 'revenue', on: 'won', progressive: false, tiers: [{ from: 0, percent: 0.7 }] },
    },
  },
  leader: { name: 'Руководитель: оклад', terms: { salary: 180_000 } },
  office: { name: 'Офис: оклад', terms: { salary: 75_000 } },
};

/** Months that are closed, and before them none was reckoned here. */
const closed = 4;

function schemeOf(key: PersonKey): keyof typeof schemes {
  const { position } = person(key);
  if (key === 'artem') return 'newcomer';
  if (position === 'manager') return 'manager';
  return position === 'director' || position === 'deputy' || position === 'head' ? 'leader' : 'office';
}

/** Says how people are paid for some months now, and closes those that have been paid: the last one is still to be looked at. */
export async function payPeople(ctx: Context, world: DemoWorld, nouns: DemoNouns): Promise<void> {
  const thisMonth = `${dayOf(ctx.clock.now(), world.timeZone).slice(0, 8)}01`;
  const from = monthAfter(thisMonth, -closed - 1);
  const director = { ...ctx, viewer: { ...ctx.viewer, employeeId: nouns.of('employee', 'director').id } };
  const ids = new Map<string, string>();
  for (const [key, { name, terms }] of Object.entries(schemes))
    ids.set(key, await addPayScheme(director, { key: externalId(`scheme:${key}`), name, from, terms }));
  for (const key of personKeys) {
    const left = world.staff.leftOn(key);
    if (left !== null && left <= from) continue;
    const schemeId = ids.get(schemeOf(key)) ?? null;
    const employeeId = nouns.of('employee', key).id;
    await assignPayScheme(director, { key: externalId(`paid:${key}`), employeeId, schemeId, from });
  }
  for (let n = 0; n < closed; n += 1) {
    const month = monthAfter(from, n);
    await closePayMonth(director, { key: externalId(`closed:${month}`), month });
  }
}
