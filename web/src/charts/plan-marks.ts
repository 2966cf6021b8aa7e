/** A figure and the levels of its plan, in the unit of the figure; null: not planned, or not known. */
export interface Planned {
  value: number | null;
  attainment: number | null;
  /** value ÷ what was due by now */
  pace: number | null;
  plan: { minimum: number | null; optimal: number | null; maximum: number | null } | null;
}

/** Where a bar's parts stand, as shares of the optimal plan: 1 is the plan reached. */
export interface PlanMarks {
  done: number;
  minimum: number | null;
  maximum: number | null;
  /** Where the plan should stand today. */
  due: number | null;
  /** Where it will end if it goes on like this. */
  end: number | null;
}

/** The marks of one plan; null where there is none. `elapsed`: the part of the plan that is due by now. */
export function planMarks({ value, plan, pace }: Planned, elapsed: number | null): PlanMarks | null {
  const optimal = plan?.optimal;
  if (!optimal || optimal <= 0) return null;
  const share = (level: number | null | undefined) => (level == null ? null : level / optimal);
  return {
    done: Math.max(0, (value ?? 0) / optimal),
    minimum: share(plan?.minimum),
    maximum: share(plan?.maximum),
    due: elapsed,
    end: pace !== null && pace > 0 ? pace : null,
  };
}

/** The part of a month's plan that is due by now: the same for everybody, so anybody's figures tell it. */
export function elapsedOf(all: readonly Planned[]): number | null {
  for (const { attainment, pace } of all) {
    if (attainment !== null && pace !== null && attainment > 0 && pace > 0) return Math.min(1, attainment / pace);
  }
  return null;
}

/** The end of the axis that all bars of a tile share: beyond the highest level, but no feat may press the others flat. */
export function planAxis(all: readonly (PlanMarks | null)[]): number {
  let end = 1.15;
  for (const marks of all) {
    if (!marks) continue;
    end = Math.max(end, (marks.maximum ?? 1) * 1.02, Math.min(marks.done, 1.8));
  }
  return end;
}
