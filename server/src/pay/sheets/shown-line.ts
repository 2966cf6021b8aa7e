import { toMajor } from '../../lib/money.ts';
import { toTold } from '../../plans/levels.ts';
import type { FigureTold, Line } from '../reckoning/line.ts';
import { whole } from '../reckoning/share.ts';
import {
  PayBonusPart,
  PayCoefficientPart,
  PayCorrectionPart,
  PayFigure,
  PayLevels,
  PaySalaryPart,
  PayTier,
} from './pay.types.ts';

/** Minor units that are there in major units. */
function money(minor: number, currency: string): number {
  return toMajor(minor, currency) ?? 0;
}

/** What of a line says why it is what it is, in major units and in the units of figures; null: that does not concern it. */
export function partsOf({ explanation }: Line, currency: string) {
  const { salary, tier, bonus, coefficient, points, correction, figures = [] } = explanation;
  return {
    salary: salary ? Object.assign(new PaySalaryPart(), { ...salary, monthly: money(salary.monthly, currency) }) : null,
    tier: tier
      ? Object.assign(new PayTier(), {
          ...{ from: money(tier.from, currency), to: toMajor(tier.to, currency) },
          ...{ progressive: tier.progressive, reached: money(tier.reached, currency) },
        })
      : null,
    bonus: bonus ? Object.assign(new PayBonusPart(), { ...bonus, prize: money(bonus.prize, currency) }) : null,
    coefficient:
      coefficient && points
        ? Object.assign(new PayCoefficientPart(), { ...points, value: coefficient.value / whole, of: coefficient.of })
        : null,
    correction: correction
      ? Object.assign(new PayCorrectionPart(), {
          was: money(correction.was, currency),
          now: money(correction.now, currency),
        })
      : null,
    figures: figures.map((figure) => shownFigure(figure, currency)),
  };
}

function shownFigure({ kpi, plan, value, weight, coefficient }: FigureTold, currency: string): PayFigure {
  const told = (kept: number | null) => toTold(kpi, kept, currency);
  const levels = plan && { minimum: told(plan.minimum), optimal: told(plan.optimal), maximum: told(plan.maximum) };
  return Object.assign(new PayFigure(), {
    ...{ kpi, weight, coefficient, value: told(value), plan: levels && Object.assign(new PayLevels(), levels) },
  });
}
