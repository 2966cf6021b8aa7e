import { kpiOf } from '../../kpi/catalogue.ts';
import type { Bilingual } from '../../kpi/define-kpi.ts';
import { toMajor } from '../../lib/money.ts';
import type { Line } from '../reckoning/line.ts';
import { whole } from '../reckoning/share.ts';

/** What a line is called, in both languages. */
export function titleOf({ kind, explanation, aboutMonth, rate }: Line): Bilingual {
  const { bonus, figures = [] } = explanation;
  const [first] = figures;
  const kpi = first ? kpiOf(first.kpi).title : null;
  switch (kind) {
    case 'salary':
      return { ru: 'Оклад', en: 'Salary' };
    case 'sales': {
      const percent = (rate ?? 0) / 10_000;
      const own = explanation.productLineId !== undefined;
      return own
        ? { ru: `${percent} % по товарной линии`, en: `${percent} % of a product line` }
        : { ru: `${percent} % с продаж`, en: `${percent} % of sales` };
    }
    case 'bonus':
      return bonus?.for === 'reach'
        ? { ru: `Премия за план: ${kpi?.ru}`, en: `Bonus for the plan: ${kpi?.en}` }
        : { ru: `Премия за перевыполнение: ${kpi?.ru}`, en: `Bonus for exceeding the plan: ${kpi?.en}` };
    case 'coefficient': {
      const unplanned = figures.every(({ plan, value }) => plan === null || value === null);
      return unplanned
        ? { ru: 'Коэффициент KPI: плана нет, поэтому 1', en: 'KPI coefficient: nothing planned, so 1' }
        : { ru: 'Коэффициент KPI', en: 'KPI coefficient' };
    }
    case 'correction': {
      const month = aboutMonth?.slice(0, 7);
      return { ru: `Исправление за ${month}`, en: `Correction of ${month}` };
    }
  }
}

/** How the amount of a line came about, in numbers; it is rounded half up to the minor unit. */
export function formulaOf({ kind, base, rate, explanation }: Line, currency: string): string {
  const money = (minor: number | null | undefined) => String(toMajor(minor ?? 0, currency));
  const { salary, bonus, correction } = explanation;
  switch (kind) {
    case 'salary':
      return `${money(salary?.monthly)} × ${salary?.workedDays} ÷ ${salary?.workingDays}`;
    case 'sales':
      return `${money(base)} × ${(rate ?? 0) / 10_000} %`;
    case 'bonus':
      return `${money(bonus?.prize)} × ${bonus?.times}`;
    case 'coefficient':
      return `${money(base)} × (${(rate ?? 0) / whole} − 1)`;
    case 'correction':
      return `${money(correction?.now)} − ${money(correction?.was)}`;
  }
}
