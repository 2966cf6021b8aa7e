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
    <p className="figure" title={exact}>
      <span className="visually-hidden">{exact}</span>
      <span aria-hidden="true" className="figure-shown">
        {figure.before && <span className="figure-unit">{figure.before}</span>}
        <span className="figure-digits">
          {letters.map((letter, index) => (
            // Counted from the right, so that units stay units when a digit is added in front.
            <Letter key={letters.length - index} letter={letter} />
          ))}
        </span>
        {figure.after && <span className="figure-unit">{figure.after.trim()}</span>}
      </span>
    </p>
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
