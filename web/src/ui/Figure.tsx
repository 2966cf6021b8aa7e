import './figure.css';
import type { CSSProperties } from 'react';
import type { FigureText } from '../i18n/format.ts';

const WHEEL = [...'0123456789'].join('\n');

interface Props {
  figure: FigureText;
  /** The same figure in full, shown on hover and read aloud. */
  exact: string;
}

/** A figure whose digits roll to their new values; its unit stands back in the size of a label. */
export function Figure({ figure, exact }: Props) {
  const letters = [...figure.digits];
  return (
    <p className="figure" title={exact} style={{ '--ems': width(figure) } as CSSProperties}>
      <span className="visually-hidden">{exact}</span>
      <span aria-hidden="true" className="figure-shown">
        <Unit text={figure.before} side="before" />
        <span className="figure-digits">
          {letters.map((letter, index) => (
            // Counted from the right, so that units stay units when a digit is added in front.
            <Letter key={letters.length - index} letter={letter} />
          ))}
        </span>
        <Unit text={figure.after} side="after" />
      </span>
    </p>
  );
}

function Unit({ text, side }: { text: string; side: 'before' | 'after' }) {
  if (!text) return null;
  return (
    <span className={`figure-unit figure-${side}`} data-spaced={/^\s|\s$/.test(text) || undefined}>
      {text.trim()}
    </span>
  );
}

function Letter({ letter }: { letter: string }) {
  if (!/\d/.test(letter)) return <span className={/\s/.test(letter) ? 'figure-gap' : 'figure-mark'}>{letter}</span>;
  return (
    <span className="figure-digit">
      <span className="figure-strut">0</span>
      <span className="figure-wheel" style={{ '--digit': letter } as CSSProperties}>
        {WHEEL}
      </span>
    </span>
  );
}

/** About how wide the figure is, in its own size: the style sheet makes a long one smaller instead of cutting it. */
function width({ before, digits, after }: FigureText): number {
  let ems = (before.length + after.length) * 0.25;
  for (const letter of digits) ems += /[\d−—]/.test(letter) ? 0.64 : 0.28;
  return Math.round((ems + 0.1) * 100) / 100;
}
