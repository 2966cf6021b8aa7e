import { Button, Skeleton } from '@mantine/core';
import { IconKey } from '@tabler/icons-react';
import { useState } from 'react';
import { usePages } from '../api/use-pages.ts';
import { endedLast } from '../desk/ended-last.ts';
import { FailureNote } from '../desk/FailureNote.tsx';
import { MoreButton } from '../desk/MoreButton.tsx';
import { Note } from '../desk/Note.tsx';
import { RowsHead } from '../desk/RowsHead.tsx';
import { MyTokensDocument, type MyTokensQuery } from '../gql/graphql.ts';
import { m } from '../i18n/paraglide/messages.js';
import { CreateToken } from './CreateToken.tsx';
import { TokenRow } from './TokenRow.tsx';

const PAGE = 20;
const pageIn = ({ credentials }: MyTokensQuery) => credentials;

/** Keys for other programs, each with a name, an end and a last use. */
export function TokenList() {
  const { nodes, total, failure, loading, more, refetch } = usePages(MyTokensDocument, {}, PAGE, pageIn);
  const [creating, setCreating] = useState(false);
  return (
    <section className="desk-section" aria-labelledby="tokens" aria-busy={loading}>
      <header>
        <h2 id="tokens">{m.tokens_title()}</h2>
        <Button onClick={() => setCreating(true)}>{m.token_create()}</Button>
      </header>
      <p className="quiet">{m.tokens_lead()}</p>
      {creating && <CreateToken onCreated={() => void refetch()} onClose={() => setCreating(false)} />}
      <FailureNote failure={failure} trying={loading} />
      {!nodes && <Skeleton height={80} />}
      {nodes?.length === 0 && <Note icon={<IconKey />} title={m.tokens_empty_title()} text={m.tokens_empty_text()} />}
      {nodes && nodes.length > 0 && (
        <table className="rows">
          <RowsHead columns={[m.column_token(), m.column_last_used(), m.column_expires()]} />
          <tbody>
            {endedLast(nodes).map((token) => (
              <TokenRow key={token.id} token={token} onRevoked={() => void refetch()} />
            ))}
          </tbody>
        </table>
      )}
      <MoreButton shown={nodes?.length ?? 0} total={total} more={more} loading={loading} />
    </section>
  );
}
