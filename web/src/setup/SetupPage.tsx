import { Skeleton } from '@mantine/core';
import { IconLinkOff } from '@tabler/icons-react';
import { useRouterState } from '@tanstack/react-router';
import { useCallback } from 'react';
import { send } from '../api/send.ts';
import { useLoaded } from '../api/use-query.ts';
import { DeskFrame } from '../desk/DeskPage.tsx';
import { FailureNote } from '../desk/FailureNote.tsx';
import { Note } from '../desk/Note.tsx';
import { m } from '../i18n/paraglide/messages.js';
import { useLanguage } from '../i18n/use-language.ts';
import type { Invitation } from './invitation.ts';
import { SetupForm } from './SetupForm.tsx';

/** What the server says of a link that is used up, replaced, or was never one. */
const GONE = new Set(['INVITATION_GONE', 'BAD_USER_INPUT', 'NOT_FOUND']);

/** Where a one-time link leads: the first account of a department, or a colleague's own. */
export function SetupPage() {
  useLanguage();
  // In the fragment, which browsers keep to themselves: no server's log ever sees it.
  const secret = useRouterState({ select: ({ location }) => location.hash }).replace(/^#/, '');
  const look = useCallback(() => send<Invitation>('POST', '/auth/invitation', { secret }), [secret]);
  const { data: invitation, failure, loading } = useLoaded(look);

  if (failure && GONE.has(failure.code)) {
    return (
      <DeskFrame title={m.setup_gone_title()} narrow>
        <Note
          icon={<IconLinkOff />}
          title={m.setup_gone_heading()}
          text={m.setup_gone_text()}
          action={
            <a className="button" href="/login">
              {m.sign_in()}
            </a>
          }
        />
      </DeskFrame>
    );
  }
  if (!invitation || loading) {
    return (
      <DeskFrame title={m.setup_waiting()} narrow>
        <FailureNote failure={failure} trying={loading} />
        {loading && <Skeleton height={44} mt="xl" />}
      </DeskFrame>
    );
  }
  return (
    <DeskFrame
      title={invitation.setUp ? m.setup_first_title() : m.setup_welcome({ name: invitation.name ?? '' })}
      lead={invitation.setUp ? m.setup_first_lead() : m.setup_welcome_lead()}
      narrow
    >
      <SetupForm secret={secret} invitation={invitation} />
    </DeskFrame>
  );
}
