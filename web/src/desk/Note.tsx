import './note.css';
import type { ReactNode } from 'react';

interface Props {
  icon?: ReactNode;
  title: string;
  text?: ReactNode;
  action?: ReactNode;
}

/** A few words where a list would be: why there is nothing, and the next step. */
export function Note({ icon, title, text, action }: Props) {
  return (
    <div className="note">
      {icon}
      <p className="note-title">{title}</p>
      {text && <p className="note-text">{text}</p>}
      {action}
    </div>
  );
}
