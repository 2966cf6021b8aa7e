import './page-header.css';
import { Link, useLocation } from '@tanstack/react-router';
import { mayAskFreely } from '../access/may.ts';
import { useMe } from '../access/use-me.ts';
import { m } from '../i18n/paraglide/messages.js';
import { LanguageSwitch } from './LanguageSwitch.tsx';
import { PersonMenu } from './PersonMenu.tsx';

/** Where we are and where one can go. */
export function PageHeader() {
  const { pathname } = useLocation();
  return (
    <header className="page-header">
      <Link to="/" className="page-brand">
        <svg viewBox="0 0 20 14" aria-hidden="true">
          <rect width="20" height="3.2" rx="1.6" />
          <rect x="3" y="5.4" width="14" height="3.2" rx="1.6" opacity=".75" />
          <rect x="6" y="10.8" width="8" height="3.2" rx="1.6" opacity=".5" />
        </svg>
        {m.product()}
      </Link>
      {!isEntrance(pathname) && <Places />}
      <LanguageSwitch />
      {!isEntrance(pathname) && <PersonMenu />}
    </header>
  );
}

/** Where one is about to come in, nobody is anybody yet: there is nobody to offer anything to. */
function isEntrance(pathname: string): boolean {
  return pathname === '/login' || pathname === '/setup';
}

/** The places that will let one in, and no others. */
function Places() {
  const me = useMe();
  if (me === 'nobody') return null;
  return (
    <nav aria-label={m.product()}>
      <Link to="/wall/$board" params={{ board: 'today' }}>
        {m.wall()}
      </Link>
      {me !== undefined && mayAskFreely(me) && <Link to="/explore">{m.explore()}</Link>}
    </nav>
  );
}
