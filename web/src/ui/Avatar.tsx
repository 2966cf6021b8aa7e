import './avatar.css';
import type { CSSProperties } from 'react';
import { categoryColour, initials } from '../charts/category.ts';

/** A person's initials in the person's own colour; a person who is not known is grey. */
export function Avatar({ id, name }: { id: string | undefined; name: string | undefined }) {
  const colour = id === undefined ? 'var(--quiet)' : categoryColour(id);
  return (
    <span className="avatar" style={{ '--colour': colour } as CSSProperties} aria-hidden="true">
      {name ? initials(name) : '?'}
    </span>
  );
}
