import { RowsHead } from '../desk/RowsHead.tsx';
import '../desk/rows.css';
import { Button, Skeleton } from '@mantine/core';
import { useState } from 'react';
import { mayDo } from '../access/may.ts';
import type { Me } from '../access/me.ts';
import { usePages } from '../api/use-pages.ts';
import { DeskPage } from '../desk/DeskPage.tsx';
import { FailureNote } from '../desk/FailureNote.tsx';
import { MoreButton } from '../desk/MoreButton.tsx';
import { AccountsDocument, type AccountsQuery } from '../gql/graphql.ts';
import { m } from '../i18n/paraglide/messages.js';
import { useLanguage } from '../i18n/use-language.ts';
import { AccountForm } from './AccountForm.tsx';
import { DismissDialog } from './DismissDialog.tsx';
import { PersonRow } from './PersonRow.tsx';

const PAGE = 100;
const pageIn = ({ accounts }: AccountsQuery) => accounts;

/** Who has a key to the department, and what it opens. */
export function PeoplePage() {
  useLanguage();
  return (
    <DeskPage title={m.people_title()} lead={m.people_lead()} need="people">
      {(me) => <People me={me} />}
    </DeskPage>
  );
}

function People({ me }: { me: Me }) {
  const { nodes, total, failure, loading, more, refetch } = usePages(AccountsDocument, {}, PAGE, pageIn);
  const [dialog, setDialog] = useState<'create' | 'dismiss'>();
  const changed = () => void refetch();
  const close = () => setDialog(undefined);
  // Who is gone stands below who is here.
  const people = nodes && [...nodes].sort((a, b) => Number(a.endedAt !== null) - Number(b.endedAt !== null));
  return (
    <section className="desk-section" aria-label={m.people_title()} aria-busy={loading}>
      <div className="buttons">
        {mayDo(me, 'createAccount') && <Button onClick={() => setDialog('create')}>{m.person_create()}</Button>}
        {mayDo(me, 'dismissEmployee') && (
          <Button variant="default" onClick={() => setDialog('dismiss')}>
            {m.dismiss_action()}
          </Button>
        )}
      </div>
      {dialog === 'create' && <AccountForm onChanged={changed} onClose={close} />}
      {dialog === 'dismiss' && <DismissDialog onChanged={changed} onClose={close} />}
      <FailureNote failure={failure} trying={loading} />
      {!people && <Skeleton height={240} />}
      {people && (
        <table className="rows">
          <RowsHead columns={[m.column_person(), m.role_label(), m.column_last_seen()]} />
          <tbody>
            {people.map((person) => (
              <PersonRow key={person.id} person={person} me={me} onChanged={changed} />
            ))}
          </tbody>
        </table>
      )}
      <MoreButton shown={nodes?.length ?? 0} total={total} more={more} loading={loading} />
    </section>
  );
}
