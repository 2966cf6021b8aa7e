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

/** A few plain words where a figure cannot be. */
export function TileNote({ icon, title, text }: { icon?: ReactNode; title: string; text?: string }) {
  return (
    <div className="tile-note">
      {icon}
      <p className="tile-note-title">{title}</p>
      {text && <p className="tile-note-text">{text}</p>}
    </div>
  );
}

function gridPlace({ wide, tall }: Place): CSSProperties {
  const lines = ([column, row, width, height]: Place['wide'], rows: number) => ({
    column: `${column} / span ${width}`,
    // Rows are halved, so that a place may take half a row.
    row: `${(row - 1) * rows + 1} / span ${height * rows}`,
  });
  const w = lines(wide, 2);
  const t = lines(tall, 2);
  return {
    '--wide-column': w.column,
    '--wide-row': w.row,
    '--tall-column': t.column,
    '--tall-row': t.row,
  } as CSSProperties;
}
