import '../desk/rows.css';
import './audit.css';
import { Skeleton } from '@mantine/core';
import { IconListSearch } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { usePages } from '../api/use-pages.ts';
import { DeskPage } from '../desk/DeskPage.tsx';
import { FailureNote } from '../desk/FailureNote.tsx';
import { MoreButton } from '../desk/MoreButton.tsx';
import { Note } from '../desk/Note.tsx';
import { AuditLogDocument, type AuditLogQuery } from '../gql/graphql.ts';
import { m } from '../i18n/paraglide/messages.js';
import { useLanguage } from '../i18n/use-language.ts';
import { AuditFilters } from './AuditFilters.tsx';
import { AuditRow } from './AuditRow.tsx';
import { askedOf, type LogFilter, readFilter } from './filter.ts';

const PAGE = 50;
const pageIn = ({ audit }: AuditLogQuery) => audit;

/** Who did what, when and from where. */
export function AuditPage() {
  useLanguage();
  return (
    <DeskPage title={m.audit_title()} lead={m.audit_lead()} need="audit">
      {() => <Log />}
    </DeskPage>
  );
}

function Log() {
  const filter = readFilter(useSearch({ strict: false }));
  const navigate = useNavigate();
  const { nodes, total, failure, loading, more } = usePages(AuditLogDocument, { where: askedOf(filter) }, PAGE, pageIn);
  const narrow = (next: LogFilter) => void navigate({ to: '/audit', search: next, replace: true });
  const filtered = Object.values(filter).some((value) => value !== undefined);
  return (
    <section className="desk-section" aria-label={m.audit_title()} aria-busy={loading}>
      <AuditFilters filter={filter} onChange={narrow} />
      <FailureNote failure={failure} trying={loading} />
      {!nodes && <Skeleton height={240} />}
      {nodes?.length === 0 && (
        <Note
          icon={<IconListSearch />}
          title={filtered ? m.audit_none_title() : m.audit_empty_title()}
          text={filtered ? m.audit_none_text() : m.audit_empty_text()}
        />
      )}
      {nodes && nodes.length > 0 && (
        <table className="rows audit-rows">
          <thead>
            <tr>
              <th>{m.column_when()}</th>
              <th>{m.column_who()}</th>
              <th>{m.column_what()}</th>
              <th>{m.column_from()}</th>
            </tr>
          </thead>
          <tbody>
            {nodes.map((entry) => (
              <AuditRow key={entry.id} entry={entry} />
            ))}
          </tbody>
        </table>
      )}
      <MoreButton shown={nodes?.length ?? 0} total={total} more={more} loading={loading} />
    </section>
  );
}
