import './avatar.css';
import type { CSSProperties } from 'react';
import { categoryColour, initials } from '../charts/category.ts';

/** Two of these side by side are wider than the circle. */
const WIDE = /^[ЖМФШЩЫЮMW]{2}$/;

/** A person's initials in the person's own colour; a person who is not known is grey. */
export function Avatar({ id, name }: { id: string | undefined; name: string | undefined }) {
  const colour = id === undefined ? 'var(--quiet)' : categoryColour(id);
  const letters = name ? initials(name) : '?';
  return (
    <span className="avatar" style={{ '--colour': colour } as CSSProperties} aria-hidden="true">
      <span data-wide={WIDE.test(letters) || undefined}>{letters}</span>
    </span>
  );
}
