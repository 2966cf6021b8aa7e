import { Button } from '@mantine/core';
import { useState } from 'react';
import { useVerb } from '../api/use-verb.ts';
import { Confirm } from '../desk/Confirm.tsx';
import { RevokeMineDocument } from '../gql/graphql.ts';
import { m } from '../i18n/paraglide/messages.js';

interface Props {
  id: string;
  label?: string;
  title: string;
  text: string;
  onRevoked(): void;
}

/** Ends a session or a token of one's own, after asking. */
export function RevokeButton({ id, label = m.token_revoke(), title, text, onRevoked }: Props) {
  const [asking, setAsking] = useState(false);
  const { run, busy, failure } = useVerb(RevokeMineDocument);
  const revoke = async () => {
    if (!(await run({ credentialId: id }))) return;
    setAsking(false);
    onRevoked();
  };
  return (
    <>
      <Button variant="subtle" color="bad" size="compact-md" onClick={() => setAsking(true)}>
        {label}
      </Button>
      {asking && (
        <Confirm
          title={title}
          action={label}
          busy={busy}
          failure={failure}
          onConfirm={() => void revoke()}
          onClose={() => setAsking(false)}
        >
          <p>{text}</p>
        </Confirm>
      )}
    </>
  );
}
