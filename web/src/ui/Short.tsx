import './short.css';
import type { FigureText } from '../i18n/format.ts';

/** A figure in a list: digits first, the unit that is the same on every row steps back. */
export function Short({ figure: { before, digits, after } }: { figure: FigureText }) {
  return (
    <span className="short">
      {before && <small>{before}</small>}
      {digits}
      {after && <small>{after}</small>}
    </span>
  );
}
