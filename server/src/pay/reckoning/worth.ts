import { type CoefficientPoints, coefficient } from '../../plans/coefficient.ts';
import { plannableOf } from '../../plans/plannable.ts';
import type { CoefficientTerms } from '../schemes/terms.ts';
import type { Figure, FigureTold, KeptLevels } from './line.ts';
import { whole } from './share.ts';

/** Whether less of a figure is better. */
export function isFewer(kpi: FigureTold['kpi']): boolean {
  return plannableOf(kpi).better === 'down';
}

/** Levels and value turned round, so that more is better. */
export function turned({ minimum, optimal, maximum }: KeptLevels): KeptLevels {
  return {
    minimum: minimum === null ? null : -minimum,
    optimal: -optimal,
    maximum: maximum === null ? null : -maximum,
  };
}

/** What a figure is worth between the levels of its plan: 1 where there is no plan, or nobody knows the value. */
function worthOf(kpi: FigureTold['kpi'], { plan, value }: Figure, points: CoefficientPoints): number {
  if (plan === null || value === null) return 1;
  return isFewer(kpi) ? coefficient(-value, turned(plan), points) : coefficient(value, plan, points);
}

/** how finely a coefficient is kept: four decimal places, so that whoever multiplies by what is shown gets what is paid */
const fine = 10_000;

/** The coefficient of a month in millionths, with what each figure adds to it. Four decimal places, rounded half up. */
export function coefficientOf(
  { kpis }: CoefficientTerms,
  points: CoefficientPoints,
  figureOf: (kpi: FigureTold['kpi']) => Figure,
): { value: number; figures: FigureTold[] } {
  const figures = kpis.map(({ kpi, weight }): FigureTold => {
    const figure = figureOf(kpi);
    return { kpi, weight, ...figure, coefficient: worthOf(kpi, figure, points) };
  });
  const weights = kpis.reduce((sum, { weight }) => sum + weight, 0);
  const sum = figures.reduce((total, { weight, coefficient: worth }) => total + (weight ?? 0) * (worth ?? 1), 0);
  // what a double loses in its last digits must not decide between two ten-thousandths
  const value = Math.floor(Number(((sum / weights) * fine).toFixed(6)) + 0.5) * (whole / fine);
  return { value, figures };
}
