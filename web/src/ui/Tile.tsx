import './tile.css';
import { IconAlertTriangle, IconLock } from '@tabler/icons-react';
import { type CSSProperties, type ReactNode, useId } from 'react';
import { m } from '../i18n/paraglide/messages.js';
import type { FeedState } from '../live/feed.ts';
import type { Place } from '../walls/board.ts';
import { useGlow } from './motion.ts';

interface Props {
  title: string;
  /** A second quiet word at the right of the label. */
  aside?: ReactNode;
  place: Place;
  state: FeedState;
  /** What the tile looks like before its first answer: grey shapes where the real ones will be. */
  skeleton: ReactNode;
  /** The tile glows once when this changes. */
  glowOn?: unknown;
  className?: string;
  children: ReactNode;
}

/** The frame of every tile: a label, a body, and a designed look for each state its data can be in. */
export function Tile({ title, aside, place, state, skeleton, glowOn, className = '', children }: Props) {
  const heading = useId();
  const tile = useGlow<HTMLElement>(glowOn);
  return (
    <section
      ref={tile}
      className={`tile ${className}`}
      style={gridPlace(place)}
      data-state={state}
      aria-labelledby={heading}
      aria-busy={state === 'waiting'}
    >
      <div className="tile-inside">
        <header className="tile-header">
          <h2 id={heading}>{title}</h2>
          {aside && state !== 'waiting' && <span className="tile-aside">{aside}</span>}
        </header>
        <div className="tile-body">
          <Body state={state} skeleton={skeleton}>
            {children}
          </Body>
        </div>
      </div>
    </section>
  );
}

function Body({ state, skeleton, children }: Pick<Props, 'state' | 'skeleton' | 'children'>) {
  switch (state) {
    case 'waiting':
      return (
        <>
          <span className="visually-hidden">{m.loading()}</span>
          {skeleton}
        </>
      );
    case 'failed':
      return <TileNote icon={<IconAlertTriangle />} title={m.tile_failed_title()} text={m.tile_failed_text()} />;
    case 'refused':
      return <TileNote icon={<IconLock />} title={m.tile_refused_title()} text={m.tile_refused_text()} />;
    case 'live':
    case 'stale':
      return children;
  }
}

interface NoteProps {
  icon?: ReactNode;
  title: string;
  text?: string;
  /** What to type, letter by letter: never broken into lines. */
  command?: string;
}

/** A few plain words where a figure cannot be. */
export function TileNote({ icon, title, text, command }: NoteProps) {
  return (
    <div className="tile-note">
      {icon}
      <p className="tile-note-title">{title}</p>
      {text && <p className="tile-note-text">{text}</p>}
      {command && <code className="tile-note-command">{command}</code>}
    </div>
  );
}

function gridPlace({ wide, tall }: Place): CSSProperties {
  // Cells are halved both ways, so that a place may take half a column or half a row.
  const line = (start: number, length: number) => `${(start - 1) * 2 + 1} / span ${length * 2}`;
  return {
    '--wide-column': line(wide[0], wide[2]),
    '--wide-row': line(wide[1], wide[3]),
    '--tall-column': line(tall[0], tall[2]),
    '--tall-row': line(tall[1], tall[3]),
  } as CSSProperties;
}
