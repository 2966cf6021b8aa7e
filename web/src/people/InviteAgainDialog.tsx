import { Button, Group, Modal } from '@mantine/core';
import { useState } from 'react';
import { useVerb } from '../api/use-verb.ts';
import { FailureNote } from '../desk/FailureNote.tsx';
import { InviteAgainDocument } from '../gql/graphql.ts';
import { m } from '../i18n/paraglide/messages.js';
import { InvitationLink } from './InvitationLink.tsx';
import type { Person } from './person.ts';

interface Props {
  person: Person;
  onChanged(): void;
  onClose(): void;
}

/** A new link for somebody who has lost theirs, or their password. */
export function InviteAgainDialog({ person, onChanged, onClose }: Props) {
  const [invitation, setInvitation] = useState<string | null>();
  const { run, busy, failure } = useVerb(InviteAgainDocument);
  const invite = async () => {
    const made = await run({ accountId: person.id });
    if (!made) return;
    setInvitation(made.inviteAgain.invitation);
    onChanged();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={m.invitation_title({ name: person.name })}
      closeOnClickOutside={invitation === undefined}
      closeButtonProps={{ 'aria-label': m.close() }}
    >
      {invitation !== undefined ? (
        <InvitationLink path={invitation} onDone={onClose} />
      ) : (
        <div className="form">
          <p>{m.invite_again_text()}</p>
          <FailureNote failure={failure} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {m.cancel()}
            </Button>
            <Button loading={busy} onClick={() => void invite()} data-autofocus>
              {m.invite_again()}
            </Button>
          </Group>
        </div>
      )}
    </Modal>
  );
}
