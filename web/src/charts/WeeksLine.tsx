import './weeks.css';
import type { CSSProperties } from 'react';
import { pathThrough } from './pace-line.ts';
import { weekRuns } from './weeks-line.ts';

const WIDTH = 1000;
const HEIGHT = 200;

interface Props {
  /** Week by week, the running one last; null: nothing was said that week. */
  values: readonly (number | null)[];
  /** What the drawing says, for those who cannot see it. */
  label: string;
  /** Written at the ends of the axis. */
  from: string;
  to: string;
}

/** A score over the weeks. Weeks in which nobody was asked are gaps; one alone is a dot. */
export function WeeksLine({ values, label, from, to }: Props) {
  const runs = weekRuns(values);
  const last = runs.at(-1)?.at(-1);
  return (
    <div className="weeks-line" role="img" aria-label={label}>
      <div className="weeks-drawing" aria-hidden="true">
        <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
          {runs.map((run) => (
            <path key={run[0]?.x} d={pathThrough(run.length > 1 ? run : [...run, ...run], WIDTH, HEIGHT)} />
          ))}
        </svg>
        {last && <i style={{ '--x': last.x, '--y': last.y } as CSSProperties} />}
      </div>
      <p className="weeks-ends" aria-hidden="true">
        <span>{from}</span>
        <span>{to}</span>
      </p>
    </div>
  );
}
