import './plan-bar.css';
import type { CSSProperties, ReactNode } from 'react';
import type { PlanMarks } from './plan-marks.ts';

interface Props {
  marks: PlanMarks | null;
  /** Where the bar ends, as a share of the plan; the bars of a tile share it. */
  axis: number;
  /** What the drawing says, for those who cannot see it. */
  label: string;
  /** A large bar says beside its pointer what was due by now. */
  due?: ReactNode;
}

/** What is done of a plan: solid is done, hollow is where it will end, ticks are the three levels, the pointer is where it should stand today. */
export function PlanBar({ marks, axis, label, due }: Props) {
  const at = (share: number) => `${Math.min(1, share / axis) * 100}%`;
  const tick = (level: 'minimum' | 'optimal' | 'maximum', share: number | null | undefined) =>
    share != null && <span className="plan-mark" data-level={level} style={{ left: at(share) }} />;
  return (
    <div
      className="plan-bar"
      role="img"
      aria-label={label}
      data-large={due !== undefined || undefined}
      data-reached={(marks && marks.done >= 1) || undefined}
    >
      <span className="plan-line" aria-hidden="true">
        {marks?.end != null && marks.end > marks.done && (
          <span className="plan-end" style={{ '--end': at(marks.end) } as CSSProperties} />
        )}
        {marks && <span className="plan-done" style={{ '--done': at(marks.done) } as CSSProperties} />}
        {tick('minimum', marks?.minimum)}
        {tick('optimal', marks && 1)}
        {tick('maximum', marks?.maximum)}
        {marks?.due != null && (
          <span className="plan-due" style={{ left: at(marks.due) }} data-late={marks.due / axis > 0.6 || undefined}>
            <svg viewBox="0 0 10 8" aria-hidden="true">
              <path d="M.6 0h8.8L5 8Z" />
            </svg>
            {due && <span className="plan-due-label">{due}</span>}
          </span>
        )}
      </span>
    </div>
  );
}
