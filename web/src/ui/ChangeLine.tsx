import './change-line.css';
import type { Change } from '../i18n/compare.ts';
import { formatNumber, formatPercent } from '../i18n/format.ts';
import type { Language } from '../i18n/language.ts';
import { m } from '../i18n/paraglide/messages.js';
import { useLanguage } from '../i18n/use-language.ts';

/** The words around a comparison: against what, said three ways. */
export interface Against {
  versus: string;
  unchanged: string;
  nothingThen(value: string): string;
}

interface Props {
  change: Change;
  against: Against;
  /** Writes an earlier figure the way the tile writes its own. */
  write(value: number): string;
  /** Which way the figure should go: up unless told. */
  better?: 'up' | 'down';
  /** Decimals of a difference between scores. */
  decimals?: number;
}

/** One line of comparison: a sign, an amount and against what. Its colour is never the only carrier. */
export function ChangeLine({ change, against, write, better = 'up', decimals = 1 }: Props) {
  const language = useLanguage();
  switch (change.kind) {
    case 'unknown':
      return null;
    case 'same':
      return <p className="change">{against.unchanged}</p>;
    case 'absolute':
      return <p className="change">{against.nothingThen(write(change.then))}</p>;
    case 'share':
    case 'points':
    case 'times':
    case 'difference':
      return (
        <p className="change" data-direction={change.up ? 'up' : 'down'} data-good={change.up === (better === 'up')}>
          <Arrow up={change.up} />
          <span className="visually-hidden">{change.up ? m.growth_up() : m.growth_down()}</span>
          <b>{amount(change, language, decimals)}</b> {against.versus}
        </p>
      );
  }
}

/** A filled triangle; drawn, because the typeface has none. */
export function Arrow({ up }: { up: boolean }) {
  return (
    <svg className="arrow" viewBox="0 0 10 10" aria-hidden="true">
      <path d={up ? 'M5 1.2 9.4 9H.6Z' : 'M5 8.8.6 1h8.8Z'} />
    </svg>
  );
}

function amount(change: Extract<Change, { up: boolean }>, language: Language, decimals: number): string {
  switch (change.kind) {
    case 'share':
      return formatPercent(change.percent, language);
    case 'points':
      return m.points({ value: formatNumber(change.points, language, 1) });
    case 'difference':
      return formatNumber(change.by, language, decimals);
    case 'times': {
      const times = Math.round(change.times);
      return m.times({ count: times, shown: formatNumber(times, language, 0) });
    }
  }
}
