import { Skeleton } from '@mantine/core';
import { usePages } from '../api/use-pages.ts';
import { FailureNote } from '../desk/FailureNote.tsx';
import { MoreButton } from '../desk/MoreButton.tsx';
import { RowsHead } from '../desk/RowsHead.tsx';
import { When } from '../desk/When.tsx';
import { MySessionsDocument, type MySessionsQuery } from '../gql/graphql.ts';
import { m } from '../i18n/paraglide/messages.js';
import { RevokeButton } from './RevokeButton.tsx';

const PAGE = 20;
const pageIn = ({ credentials }: MySessionsQuery) => credentials;

/** Where one is signed in, and the way to end it from here. */
export function SessionList() {
  const { nodes, total, failure, loading, more, refetch } = usePages(MySessionsDocument, {}, PAGE, pageIn);
  const now = Date.now();
  // What has ended opens no door any more: here one looks for what does.
  const open = (nodes ?? []).filter(
    ({ revokedAt, expiresAt }) => revokedAt === null && (expiresAt === null || Date.parse(expiresAt) > now),
  );
  return (
    <section className="desk-section" aria-labelledby="sessions" aria-busy={loading}>
      <h2 id="sessions">{m.sessions_title()}</h2>
      <FailureNote failure={failure} trying={loading} />
      {!nodes && <Skeleton height={80} />}
      {nodes && (
        <table className="rows">
          <RowsHead columns={[m.column_browser(), m.column_last_seen(), m.column_since()]} />
          <tbody>
            {open.map(({ id, name, current, createdAt, lastUsedAt, lastUsedFrom }) => (
              <tr key={id}>
                <td>
                  <span className="rows-tags">
                    <span className="rows-name">{name ?? m.session_unnamed()}</span>
                    {current && (
                      <span className="tag" data-tone="good">
                        {m.session_current()}
                      </span>
                    )}
                  </span>
                </td>
                <td data-label={m.column_last_seen()}>
                  <span>
                    <When at={lastUsedAt ?? createdAt} />
                    {lastUsedFrom && <span className="rows-under"> · {lastUsedFrom}</span>}
                  </span>
                </td>
                <td data-label={m.column_since()}>
                  <When at={createdAt} />
                </td>
                <td>
                  {!current && (
                    <RevokeButton
                      id={id}
                      label={m.session_end()}
                      title={m.session_end_title()}
                      text={m.session_end_text()}
                      onRevoked={() => void refetch()}
                    />
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <MoreButton shown={nodes?.length ?? 0} total={total} more={more} loading={loading} />
    </section>
  );
}
