import { IconTerminal2 } from '@tabler/icons-react';
import { Note } from '../desk/Note.tsx';
import { m } from '../i18n/paraglide/messages.js';

/** Nobody can sign in yet: where to find the link that makes the first account. */
export function FirstStart() {
  return (
    <Note
      icon={<IconTerminal2 />}
      title={m.first_start_heading()}
      text={
        <>
          {m.first_start_text()} <code>{`${window.location.origin}/setup#…`}</code>
        </>
      }
    />
  );
}
