import './wins-tile.css';
import { useRef } from 'react';
import { whenShort } from '../i18n/dates.ts';
import { formatMoney } from '../i18n/format.ts';
import { m } from '../i18n/paraglide/messages.js';
import { monotonic, serverNow } from '../live/clock.ts';
import { useWins } from '../live/use-wins.ts';
import type { Win } from '../live/wins.ts';
import { Avatar } from '../ui/Avatar.tsx';
import { shortClient } from '../ui/client-name.ts';
import { FittingName } from '../ui/FittingName.tsx';
import { useReorder } from '../ui/motion.ts';
import { shortName } from '../ui/person-name.ts';
import { Short } from '../ui/Short.tsx';
import { Tile, TileNote } from '../ui/Tile.tsx';
import { useFits } from '../ui/use-fits.ts';
import type { TileDefinition } from './board.ts';
import { type BoardFacts, useBoard } from './board-context.ts';
import { titleOf } from './words.ts';

type Definition = Extract<TileDefinition, { kind: 'wins' }>;

const ROW = 8.6;
const CELEBRATION = 9_000;

/** The last wins; one that happens before our eyes shines once, calmly. */
export function WinsTile({ definition }: { definition: Definition }) {
  const board = useBoard();
  const { wins, state } = useWins(definition.last);
  const news = wins.find(isCelebrated);
  return (
    <Tile
      className="wins-tile"
      title={titleOf(definition.title, board)}
      place={definition.place}
      state={state}
      skeleton={<WinsSkeleton />}
    >
      {wins.length > 0 ? (
        <Wins wins={wins} withPeople={definition.withPeople ?? false} />
      ) : (
        <TileNote title={m.empty_wins_title()} text={m.empty_wins_text()} />
      )}
      <p className="visually-hidden" role="status" aria-live="polite">
        {news && `${m.just_won()}: ${who(news)}, ${howMuch(news, board)}`}
      </p>
    </Tile>
  );
}

function Wins({ wins, withPeople }: { wins: readonly Win[]; withPeople: boolean }) {
  const board = useBoard();
  const { currency, language, timeZone } = board;
  const box = useRef<HTMLDivElement>(null);
  const shown = wins.slice(0, useFits(box, ROW));
  const list = useReorder<HTMLOListElement>(shown.map(({ key }) => key).join());
  const now = serverNow() ?? Date.now();
  return (
    <div className="wins" ref={box}>
      <ol ref={list}>
        {shown.map((win) => (
          <li key={win.key} data-key={win.key} data-celebrated={isCelebrated(win) || undefined}>
            <Avatar id={win.employee?.id} name={win.employee?.name} />
            {!withPeople && <span className="visually-hidden">{win.employee?.name ?? m.nobody()}</span>}
            <p className="wins-line">
              <span className="wins-amount" title={howMuch(win, board)}>
                {win.amount === null ? (
                  m.amount_unknown()
                ) : (
                  <Short figure={formatMoney(win.amount, currency, language, 'far')} />
                )}
              </span>
              <time className="wins-when" dateTime={win.at}>
                {whenShort(Date.parse(win.at), now, timeZone, language)}
              </time>
            </p>
            <p className="wins-client">
              {withPeople ? (
                <FittingName name={who(win)} short={whoShort(win)} />
              ) : (
                <FittingName name={clientOf(win)} short={shortClient(clientOf(win))} />
              )}
            </p>
          </li>
        ))}
      </ol>
    </div>
  );
}

function isCelebrated({ celebratedAt }: Win): boolean {
  return celebratedAt !== undefined && monotonic() - celebratedAt < CELEBRATION;
}

function clientOf({ deal }: Win): string {
  return deal.client?.name ?? deal.title;
}

function who(win: Win): string {
  return m.won_by({ name: win.employee?.name ?? m.nobody(), client: clientOf(win) });
}

function whoShort(win: Win): string {
  const name = win.employee ? shortName(win.employee.name) : m.nobody();
  return m.won_by({ name, client: shortClient(clientOf(win)) });
}

function howMuch({ amount }: Win, { currency, language }: BoardFacts): string {
  return amount === null ? m.amount_unknown() : formatMoney(amount, currency, language, 'near').whole;
}

function WinsSkeleton() {
  return (
    <div className="wins wins-skeleton">
      {[1, 2, 3].map((row) => (
        <div key={row} className="ghost" />
      ))}
    </div>
  );
}
