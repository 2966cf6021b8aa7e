import './wall.css';
import { useParams } from '@tanstack/react-router';
import { useMemo } from 'react';
import { dayAt } from '../i18n/dates.ts';
import { m } from '../i18n/paraglide/messages.js';
import { useLanguage } from '../i18n/use-language.ts';
import type { FeedState } from '../live/feed.ts';
import { reloadWhenReachable } from '../live/new-version.ts';
import { pause } from '../live/retry-wait.ts';
import { useServerMinute } from '../live/use-feed.ts';
import { type Settings, useSettings } from '../live/use-settings.ts';
import { ErrorBoundary } from '../ui/ErrorBoundary.tsx';
import { Tile, TileNote } from '../ui/Tile.tsx';
import type { BoardDefinition, TileDefinition } from './board.ts';
import { BoardContext } from './board-context.ts';
import { boardOf } from './boards.ts';
import { OfflineBanner } from './OfflineBanner.tsx';
import { TileOf } from './TileOf.tsx';
import { useAdmission } from './use-admission.ts';
import { WallHeader } from './WallHeader.tsx';
import { boardTitle } from './words.ts';

const RESTART = 30_000;

/** The wall: a board that keeps itself right for months without anybody touching it. */
export function WallPage() {
  useLanguage();
  const { board: id } = useParams({ from: '/wall/$board' });
  useAdmission(id);
  return (
    <ErrorBoundary
      fallback={
        <main className="wall wall-stopped">
          <TileNote title={m.board_failed_title()} text={m.board_failed_text()} />
        </main>
      }
      onFailure={() => void pause(RESTART).then(reloadWhenReachable)}
    >
      <Board key={id} board={boardOf(id)} />
    </ErrorBoundary>
  );
}

function Board({ board }: { board: BoardDefinition }) {
  const { settings, state } = useSettings();
  return (
    <div className="wall">
      <title>{`${boardTitle(board.title)} · ${settings?.departmentName ?? m.product()}`}</title>
      <div className="wall-frame">
        <WallHeader title={boardTitle(board.title)} settings={settings} />
        <OfflineBanner />
        <main className="wall-grid">
          {settings ? <Tiles board={board} settings={settings} /> : <Skeletons board={board} state={state} />}
        </main>
      </div>
    </div>
  );
}

function Tiles({ board, settings }: { board: BoardDefinition; settings: Settings }) {
  const language = useLanguage();
  const { currency, timeZone } = settings;
  const today = dayAt(useServerMinute() ?? Date.parse(settings.serverTime), timeZone);
  const facts = useMemo(() => ({ language, currency, timeZone, today }), [language, currency, timeZone, today]);
  return (
    <BoardContext value={facts}>
      {board.tiles.map((tile) => (
        // One tile that cannot be drawn must not take the board with it.
        <ErrorBoundary key={tile.title} retryAfter={RESTART} fallback={<BareTile tile={tile} state="failed" />}>
          <TileOf tile={tile} />
        </ErrorBoundary>
      ))}
    </BoardContext>
  );
}

function Skeletons({ board, state }: { board: BoardDefinition; state: FeedState }) {
  return board.tiles.map((tile) => <BareTile key={tile.title} tile={tile} state={state} />);
}

/** A tile about which only its place is known. */
function BareTile({ tile, state }: { tile: TileDefinition; state: FeedState }) {
  return (
    <Tile
      className={`${tile.kind}-tile`}
      title=""
      place={tile.place}
      state={state}
      skeleton={
        <>
          <div className="ghost ghost-line" />
          <div className="ghost ghost-figure" />
        </>
      }
    >
      {null}
    </Tile>
  );
}
