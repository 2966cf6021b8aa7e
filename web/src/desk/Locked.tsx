import { IconLock } from '@tabler/icons-react';
import { herePath, loginFor } from '../access/next-path.ts';
import { m } from '../i18n/paraglide/messages.js';
import { Note } from './Note.tsx';

/** A page somebody may not see: said in words, with what to do about it. */
export function Locked({ guest }: { guest: boolean }) {
  return (
    <Note
      icon={<IconLock />}
      title={m.locked_title()}
      text={guest ? m.locked_guest() : m.locked_text()}
      action={
        <a className="button" href={guest ? loginFor(herePath()) : '/'}>
          {guest ? m.sign_in() : m.home()}
        </a>
      }
    />
  );
}
