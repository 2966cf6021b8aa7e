import type { Planned } from '../charts/plan-marks.ts';
import type { PlanFiguresFragment } from '../gql/graphql.ts';

/** A row's revenue with what is known of its plan. */
export function plannedOf({ revenue }: PlanFiguresFragment): Planned {
  const { value, attainment, pace, plan } = revenue;
  return { value, attainment, pace, plan };
}

/** Somebody, or a part of the house, and their plan. */
export interface PlanRow {
  id: string;
  name: string | undefined;
  planned: Planned;
  coefficient: number | null;
}

/** A row of an answer about somebody. */
export function planRow(figures: PlanFiguresFragment, of: { id: string; name: string } | null): PlanRow {
  return {
    id: of?.id ?? figures.id,
    name: of?.name,
    planned: plannedOf(figures),
    coefficient: figures.kpiCoefficient.value,
  };
}

/** Those with a plan by how much of it they have done, then those without one by what they have sold; who has neither is left out. */
export function inOrder(rows: readonly PlanRow[]): PlanRow[] {
  const share = ({ planned }: PlanRow) => planned.attainment ?? -1;
  return rows
    .filter(({ planned }) => planned.plan?.optimal != null || (planned.value ?? 0) !== 0)
    .sort((a, b) => share(b) - share(a) || (b.planned.value ?? 0) - (a.planned.value ?? 0) || (a.id < b.id ? -1 : 1));
}
