import './weeks.css';
import type { CSSProperties } from 'react';

export interface WeekCount {
  /** First day of the week. */
  day: string;
  /** Written below the column; nothing where there is no room for every one. */
  label: string;
  count: number;
  shown: string;
}

interface Props {
  weeks: readonly WeekCount[];
  /** The highest column of all that are to be compared. */
  highest: number;
  title: string;
  tone: 'plain' | 'bad';
  label: string;
}

/** A row of columns, one a week, each with its number above it; the running week stands out. */
export function WeeksBars({ weeks, highest, title, tone, label }: Props) {
  return (
    <div className="weeks-bars" role="img" aria-label={label} data-tone={tone}>
      <p className="weeks-title" aria-hidden="true">
        {title}
      </p>
      <ol aria-hidden="true">
        {weeks.map(({ day, label: below, count, shown }) => (
          <li key={day} style={{ '--share': count / Math.max(highest, 1) } as CSSProperties}>
            <span className="weeks-count">{shown}</span>
            <span className="weeks-column" />
            {below && <span className="weeks-below">{below}</span>}
          </li>
        ))}
      </ol>
    </div>
  );
}
