import './person-menu.css';
import { Link } from '@tanstack/react-router';
import { type RefObject, useEffect, useRef } from 'react';
import { mayOpen } from '../access/may.ts';
import { leave, type Me } from '../access/me.ts';
import { herePath, loginFor } from '../access/next-path.ts';
import { roleName } from '../access/role-words.ts';
import { useMe } from '../access/use-me.ts';
import { send } from '../api/send.ts';
import { m } from '../i18n/paraglide/messages.js';
import { Avatar } from '../ui/Avatar.tsx';
import { shortName } from '../ui/person-name.ts';

/** Who is signed in, and the pages about that. */
export function PersonMenu() {
  const me = useMe();
  if (me === undefined) return <span className="person-menu-waiting" />;
  if (me === 'nobody' || me.kind === 'GUEST') {
    return (
      <a className="sign-in" href={loginFor(herePath())}>
        {m.sign_in()}
      </a>
    );
  }
  return <Menu me={me} />;
}

function Menu({ me }: { me: Me }) {
  const menu = useRef<HTMLDetailsElement>(null);
  useClosing(menu);
  const close = () => menu.current?.removeAttribute('open');
  return (
    <details className="person-menu" ref={menu}>
      <summary>
        <Avatar id={me.employee?.id} name={me.name} />
        <span className="person-menu-name">{shortName(me.name)}</span>
        <span className="visually-hidden">{m.menu()}</span>
      </summary>
      <div className="person-menu-list">
        <p>
          <b>{me.name}</b>
          {roleName(me.role)}
        </p>
        <nav aria-label={m.menu()} onClickCapture={close}>
          {mayOpen(me, 'account') && <Link to="/account">{m.account_title()}</Link>}
          {mayOpen(me, 'people') && <Link to="/people">{m.people_title()}</Link>}
          {mayOpen(me, 'screens') && <Link to="/screens">{m.screens_title()}</Link>}
          {mayOpen(me, 'audit') && <Link to="/audit">{m.audit_title()}</Link>}
        </nav>
        {me.kind === 'SESSION' && (
          <button type="button" onClick={() => void signOut()}>
            {m.sign_out()}
          </button>
        )}
      </div>
    </details>
  );
}

/** The page starts anew afterwards: nothing of what the last person saw stays in its memory. */
async function signOut(): Promise<void> {
  leave();
  await send('POST', '/auth/sign-out', {}).catch(() => undefined);
  window.location.assign('/');
}

/** A menu closes when one looks elsewhere, and with Escape gives the focus back. */
function useClosing(menu: RefObject<HTMLDetailsElement | null>): void {
  useEffect(() => {
    const elsewhere = ({ target }: Event) => {
      if (target instanceof Node && !menu.current?.contains(target)) menu.current?.removeAttribute('open');
    };
    const leave = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || !menu.current?.open) return;
      menu.current.removeAttribute('open');
      menu.current.querySelector('summary')?.focus();
    };
    document.addEventListener('pointerdown', elsewhere);
    document.addEventListener('focusin', elsewhere);
    document.addEventListener('keydown', leave);
    return () => {
      document.removeEventListener('pointerdown', elsewhere);
      document.removeEventListener('focusin', elsewhere);
      document.removeEventListener('keydown', leave);
    };
  }, [menu]);
}
