import { IconClockHour4, IconShieldCheck } from '@tabler/icons-react';
import { useState } from 'react';
import type { Me } from '../access/me.ts';
import { roleName } from '../access/role-words.ts';
import { When } from '../desk/When.tsx';
import { m } from '../i18n/paraglide/messages.js';
import { Avatar } from '../ui/Avatar.tsx';
import { AccountForm } from './AccountForm.tsx';
import { DismissDialog } from './DismissDialog.tsx';
import { EndAccountDialog } from './EndAccountDialog.tsx';
import { InviteAgainDialog } from './InviteAgainDialog.tsx';
import { type PersonAction, PersonActions } from './PersonActions.tsx';
import type { Person } from './person.ts';

interface Props {
  person: Person;
  me: Me;
  onChanged(): void;
}

/** One account: whose, with which role, and whether it is used. */
export function PersonRow({ person, me, onChanged }: Props) {
  const [dialog, setDialog] = useState<PersonAction>();
  const { name, login, role, employee, endedAt, lastSeenAt, totp } = person;
  const close = () => setDialog(undefined);
  return (
    <tr data-over={endedAt !== null || undefined}>
      <td>
        <span className="rows-person">
          <Avatar id={endedAt === null ? employee?.id : undefined} name={name} />
          <span>
            <span className="rows-name">{name}</span>
            <br />
            <span className="rows-under">{[employee?.position?.name, login].filter(Boolean).join(' · ')}</span>
          </span>
        </span>
      </td>
      <td>
        <span className="rows-tags">
          {roleName(role)}
          {totp && (
            <span className="tag" data-tone="good" title={m.totp_title()}>
              <IconShieldCheck aria-hidden="true" />
              {m.totp_short()}
            </span>
          )}
        </span>
      </td>
      <td data-label={endedAt === null && (lastSeenAt || login === null) ? m.column_last_seen() : undefined}>
        {endedAt !== null ? (
          <span>
            {m.account_ended()} <When at={endedAt} />
          </span>
        ) : lastSeenAt ? (
          <When at={lastSeenAt} />
        ) : login === null ? (
          <span className="quiet">{m.never()}</span>
        ) : (
          <span className="tag" data-tone="attention">
            <IconClockHour4 aria-hidden="true" />
            {m.account_invited()}
          </span>
        )}
      </td>
      <td>
        {endedAt === null && <PersonActions person={person} me={me} onChoose={setDialog} />}
        {dialog === 'amend' && <AccountForm person={person} onChanged={onChanged} onClose={close} />}
        {dialog === 'invite' && <InviteAgainDialog person={person} onChanged={onChanged} onClose={close} />}
        {dialog === 'end' && <EndAccountDialog person={person} onChanged={onChanged} onClose={close} />}
        {dialog === 'dismiss' && <DismissDialog employee={employee} onChanged={onChanged} onClose={close} />}
      </td>
    </tr>
  );
}
