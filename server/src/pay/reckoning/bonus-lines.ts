import type { BonusTerms, Prize } from '../schemes/terms.ts';
import type { Figure, Line } from './line.ts';
import { percentsAbove, shareOf } from './share.ts';
import { isFewer, turned } from './worth.ts';

/** The bonus of a month: a line for reaching the plan and one for exceeding it, also where there is nothing to pay. `salary`: of the month. */
export function bonusLines({ kpi, reach, exceed }: BonusTerms, figure: Figure, salary: number): Line[] {
  const times = timesOf(kpi, figure);
  const lines: Line[] = [];
  const add = (to: 'reach' | 'percent' | 'maximum', prize: Prize): void => {
    const worth = 'fixed' in prize ? prize.fixed : shareOf(salary, prize.ofSalary);
    const many = times[to];
    lines.push({
      ...{ kind: 'bonus', base: 'fixed' in prize ? null : salary, rate: 'fixed' in prize ? null : prize.ofSalary },
      amount: worth * many,
      aboutMonth: null,
      explanation: {
        bonus: { for: to, prize: worth, times: many },
        figures: [{ kpi, ...figure, weight: null, coefficient: null }],
      },
      entries: [],
    });
  };
  if (reach) add('reach', reach);
  if (exceed) add(exceed.per, exceed.prize);
  return lines;
}

/** How often each promise is kept: once, for every whole percent above the optimal level, or not at all. */
function timesOf(kpi: BonusTerms['kpi'], { plan, value }: Figure): Record<'reach' | 'percent' | 'maximum', number> {
  if (plan === null || value === null) return { reach: 0, percent: 0, maximum: 0 };
  const fewer = isFewer(kpi);
  const { optimal, maximum } = fewer ? turned(plan) : plan;
  const got = fewer ? -value : value;
  return {
    reach: got >= optimal ? 1 : 0,
    // hundredths are of the plan as it is told, whichever way is better
    percent: percentsAbove(plan.optimal + (got - optimal), plan.optimal),
    maximum: maximum !== null && got >= maximum ? 1 : 0,
  };
}
