import './honours-tile.css';
import { IconAward, IconHeart } from '@tabler/icons-react';
import { useRef } from 'react';
import { LatestAwardsDocument, LatestThanksDocument } from '../gql/graphql.ts';
import { dayAt, shortDay } from '../i18n/dates.ts';
import { m } from '../i18n/paraglide/messages.js';
import { useFeed } from '../live/use-feed.ts';
import { Avatar } from '../ui/Avatar.tsx';
import { FittingName } from '../ui/FittingName.tsx';
import { useReorder } from '../ui/motion.ts';
import { shortName } from '../ui/person-name.ts';
import { Tile, TileNote } from '../ui/Tile.tsx';
import { useFits } from '../ui/use-fits.ts';
import type { TileDefinition } from './board.ts';
import { useBoard } from './board-context.ts';
import { type Honour, ofMonth } from './honours.ts';
import { titleOf } from './words.ts';

const ROW = 8.6;

/** The awards and thanks of this month, the latest first: for everybody to see. */
export function HonoursTile({ definition }: { definition: Extract<TileDefinition, { kind: 'honours' }> }) {
  const board = useBoard();
  const awards = useFeed(LatestAwardsDocument, {});
  const thanks = useFeed(LatestThanksDocument, {});
  const given = [
    ...(awards.data?.awards.nodes.map(({ title, ...honour }) => ({
      kind: 'award' as const,
      words: title,
      ...honour,
    })) ?? []),
    ...(thanks.data?.allThanks.nodes.map((honour) => ({ kind: 'thanks' as const, ...honour })) ?? []),
  ];
  const honours = ofMonth(given, board.today, board.timeZone);
  return (
    <Tile
      className="honours-tile"
      title={titleOf(definition.title, board)}
      place={definition.place}
      state={awards.state === 'live' ? thanks.state : awards.state}
      skeleton={<HonoursSkeleton />}
    >
      {honours.length > 0 ? (
        <Honours honours={honours} />
      ) : (
        <TileNote title={m.empty_honours_title()} text={m.empty_honours_text()} />
      )}
    </Tile>
  );
}

function Honours({ honours }: { honours: readonly Honour[] }) {
  const { language, timeZone } = useBoard();
  const box = useRef<HTMLDivElement>(null);
  const shown = honours.slice(0, useFits(box, ROW));
  const list = useReorder<HTMLOListElement>(shown.map(({ key }) => key).join());
  return (
    <div className="honours" ref={box}>
      <ol ref={list}>
        {shown.map(({ key, kind, employee, words, at }) => (
          <li key={key} data-key={key}>
            <Avatar id={employee?.id} name={employee?.name} />
            <p className="honours-line">
              {kind === 'award' ? <IconAward aria-label={m.award()} /> : <IconHeart aria-label={m.thanks()} />}
              <span className="honours-name">
                {employee ? <FittingName name={employee.name} short={shortName(employee.name)} /> : m.nobody()}
              </span>
              <time dateTime={at}>{shortDay(dayAt(Date.parse(at), timeZone), language)}</time>
            </p>
            <p className="honours-words" title={words}>
              {words}
            </p>
          </li>
        ))}
      </ol>
    </div>
  );
}

function HonoursSkeleton() {
  return (
    <div className="honours honours-skeleton">
      {[1, 2].map((row) => (
        <div key={row} className="ghost" />
      ))}
    </div>
  );
}
