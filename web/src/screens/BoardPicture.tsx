import type { ReactNode } from 'react';
import type { TileDefinition } from '../walls/board.ts';
import { boardOf } from '../walls/boards.ts';

const CELL = 10;
const GAP = 1.2;

/** A board from afar: the same tiles in the same places, each with its kind of drawing. */
export function BoardPicture({ id }: { id: string }) {
  return (
    <svg className="board-picture" viewBox={`-2 -2 ${12 * CELL + 4} ${6 * CELL + 4}`} aria-hidden="true">
      <rect x="-2" y="-2" width={12 * CELL + 4} height={6 * CELL + 4} rx="3" className="board-ground" />
      {boardOf(id).tiles.map((tile) => {
        const [column, row, width, height] = tile.place.wide;
        const box = {
          x: (column - 1) * CELL + GAP / 2,
          y: (row - 1) * CELL + GAP / 2,
          width: width * CELL - GAP,
          height: height * CELL - GAP,
        };
        return (
          <g key={tile.title}>
            <rect {...box} rx="1.6" className="board-tile" />
            <g transform={`translate(${box.x} ${box.y})`}>{drawing(tile.kind, box.width, box.height)}</g>
          </g>
        );
      })}
    </svg>
  );
}

function drawing(kind: TileDefinition['kind'], width: number, height: number): ReactNode {
  switch (kind) {
    case 'figure':
    case 'openTickets':
      return (
        <rect x="3" y={height / 2 - 2} width={Math.min(width - 6, 15)} height="4" rx="1" className="board-figure" />
      );
    case 'pace':
      return (
        <>
          <rect x="3" y="3" width={width * 0.4} height="6" rx="1.4" className="board-figure" />
          <path
            d={`M3 ${height - 3}C${width * 0.4} ${height - 4} ${width * 0.6} ${height * 0.7} ${width - 4} ${height * 0.45}`}
          />
        </>
      );
    case 'plan':
      return (
        <>
          <rect x="3" y="4" width="15" height="5" rx="1.2" className="board-figure" />
          <rect x="3" y={height * 0.55} width={width - 6} height="4" rx="2" className="board-faint" />
          <rect x="3" y={height * 0.55} width={(width - 6) * 0.7} height="4" rx="2" className="board-figure" />
        </>
      );
    case 'score':
      return (
        <>
          <rect x="3" y="3" width="14" height="5" rx="1.2" className="board-figure" />
          <path
            d={`M3 ${height - 5}L${width * 0.35} ${height - 7}L${width * 0.6} ${height - 4}L${width - 4} ${height - 9}`}
          />
        </>
      );
    case 'ticketWeeks':
      return columns(width, height, [0.5, 0.7, 0.4, 0.8, 0.6, 0.9, 0.5, 0.75]);
    case 'planPeople':
      return bars(width, height, [1, 0.92, 0.85, 0.78, 0.7, 0.62, 0.5, 0.4, 0.3], false);
    case 'planGroups':
      return bars(width, height, [0.9, 0.8, 0.66], false);
    case 'work':
    case 'honours':
      return lines(width, height);
    case 'ranking':
      return bars(width, height, [1, 0.8, 0.66, 0.5, 0.4, 0.3, 0.22, 0.16], true);
    case 'funnel':
      return bars(width, height, [1, 0.78, 0.58, 0.4, 0.26], false);
    case 'wins':
      return lines(width, height);
  }
}

function bars(width: number, height: number, shares: readonly number[], first: boolean): ReactNode {
  return shares
    .slice(0, Math.floor((height - 4) / 5.2))
    .map((share, index) => (
      <rect
        key={share}
        x="3"
        y={4 + index * 5.2}
        width={(width - 6) * share}
        height="2.4"
        rx="1.2"
        className={first && index === 0 ? 'board-figure' : 'board-bar'}
      />
    ));
}

function columns(width: number, height: number, shares: readonly number[]): ReactNode {
  const step = (width - 6) / shares.length;
  return shares.map((share, index) => (
    <rect
      key={share}
      x={3 + index * step}
      y={height - 3 - (height - 8) * share}
      width={step * 0.7}
      height={(height - 8) * share}
      rx="0.8"
      className={index === shares.length - 1 ? 'board-figure' : 'board-bar'}
    />
  ));
}

function lines(width: number, height: number): ReactNode {
  return Array.from({ length: Math.floor((height - 4) / 7) }, (_, index) => (
    <g key={index}>
      <circle cx="5.4" cy={6.5 + index * 7} r="2.2" className="board-bar" />
      <rect x="9.5" y={4.7 + index * 7} width={Math.min(width - 13, 26)} height="1.6" rx="0.8" className="board-bar" />
      <rect
        x="9.5"
        y={7.4 + index * 7}
        width={Math.min(width - 16, 17)}
        height="1.2"
        rx="0.6"
        className="board-faint"
      />
    </g>
  ));
}
