import type { CSSProperties } from 'react';
import { m } from '../i18n/paraglide/messages.js';

/** How wide the wide letters are, in their own size; the others are about NARROW. */
const WIDE: Readonly<Record<string, number>> = { W: 1.08, M: 0.93, Q: 0.84, G: 0.82, H: 0.8, N: 0.8, D: 0.79, C: 0.78 };
const NARROW = 0.72;

/** Six letters in two groups: what the eye can carry from the wall to the phone. */
export function CodeLetters({ code }: { code: string | undefined }) {
  const letters = [...(code ?? '      ')];
  const ems = letters.reduce((sum, letter) => sum + (WIDE[letter] ?? NARROW), 0);
  return (
    <p
      className="pairing-code"
      data-waiting={code === undefined || undefined}
      style={{ '--ems': ems } as CSSProperties}
    >
      <span className="visually-hidden">{code === undefined ? m.loading() : [...code].join(' ')}</span>
      {[letters.slice(0, 3), letters.slice(3)].map((group, index) => (
        <span key={index} aria-hidden="true">
          {group.map((letter, place) => (
            <b key={place}>{letter}</b>
          ))}
        </span>
      ))}
    </p>
  );
}
