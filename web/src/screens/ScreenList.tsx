import { Skeleton } from '@mantine/core';
import { IconDeviceTv } from '@tabler/icons-react';
import { useEffect } from 'react';
import { usePages } from '../api/use-pages.ts';
import { endedLast } from '../desk/ended-last.ts';
import { FailureNote } from '../desk/FailureNote.tsx';
import { MoreButton } from '../desk/MoreButton.tsx';
import { Note } from '../desk/Note.tsx';
import { RowsHead } from '../desk/RowsHead.tsx';
import { ScreensDocument, type ScreensQuery } from '../gql/graphql.ts';
import { m } from '../i18n/paraglide/messages.js';
import { ScreenRow } from './ScreenRow.tsx';
import type { BoardChoice } from './screen.ts';

const PAGE = 50;
/** A screen that was let in shows its board within this time. */
const COMES_UP = 6_000;
const LOOK_EVERY = 30_000;
const pageIn = ({ credentials }: ScreensQuery) => credentials;

/** Every screen that may show a board, and when it last did. */
export function ScreenList({ boards, paired }: { boards: readonly BoardChoice[]; paired: number }) {
  const { nodes, total, failure, loading, more, refetch } = usePages(ScreensDocument, {}, PAGE, pageIn);
  useEffect(() => {
    if (paired === 0) return;
    void refetch();
    const timer = setTimeout(() => void refetch(), COMES_UP);
    return () => clearTimeout(timer);
  }, [paired, refetch]);
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') void refetch();
    }, LOOK_EVERY);
    return () => clearInterval(timer);
  }, [refetch]);
  return (
    <section className="desk-section" aria-labelledby="screen-list" aria-busy={loading}>
      <h2 id="screen-list">{m.screen_list_title()}</h2>
      <FailureNote failure={failure} trying={loading} />
      {!nodes && <Skeleton height={120} />}
      {nodes?.length === 0 && (
        <Note icon={<IconDeviceTv />} title={m.screens_empty_title()} text={m.screens_empty_text()} />
      )}
      {nodes && nodes.length > 0 && (
        <>
          <table className="rows">
            <RowsHead columns={[m.column_screen(), m.column_board(), m.column_last_seen()]} />
            <tbody>
              {endedLast(nodes).map((screen) => (
                <ScreenRow key={screen.id} screen={screen} boards={boards} onChanged={() => void refetch()} />
              ))}
            </tbody>
          </table>
          <MoreButton shown={nodes.length} total={total} more={more} loading={loading} />
        </>
      )}
    </section>
  );
}
