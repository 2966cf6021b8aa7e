import { expect, test } from 'vitest';
import { catalogue } from '../../server/src/kpi/catalogue.ts';
import { isStock } from '../../server/src/kpi/expression.ts';
import { plannable } from '../../server/src/plans/plannable.ts';

test.each(Object.entries(plannable))('%s is planned as the catalogue means it', (id, { unit, better, adds }) => {
  const kpi = catalogue.get(id);
  expect(kpi).toMatchObject({ unit, better, additive: adds === 'flow' });
  // what stands at an instant adds up over people only when nothing is divided
  if (adds === 'stock') {
    expect(kpi?.measures.every(isStock)).toBe(true);
    expect(kpi?.formula).not.toContain('÷');
  }
});
