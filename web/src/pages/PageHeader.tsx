import './page-header.css';
import { Link } from '@tanstack/react-router';
import { m } from '../i18n/paraglide/messages.js';
import { LanguageSwitch } from './LanguageSwitch.tsx';
import { PersonMenu } from './PersonMenu.tsx';

/** Where we are and where one can go. */
export function PageHeader() {
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
      <nav aria-label={m.product()}>
        <Link to="/wall/$board" params={{ board: 'today' }}>
          {m.wall()}
        </Link>
        <Link to="/explore">{m.explore()}</Link>
      </nav>
      <LanguageSwitch />
      <PersonMenu />
    </header>
  );
}
