import { Link } from '@tanstack/react-router';
import { m } from '../i18n/paraglide/messages.js';
import { Page } from './Page.tsx';

/** For an address that leads nowhere: says so and shows the way. */
export function NotFoundPage() {
  return (
    <Page title={m.not_found_title()}>
      <h1>{m.not_found_title()}</h1>
      <p className="page-lead">{m.not_found_text()}</p>
      <p>
        <Link className="button" to="/">
          {m.home()}
        </Link>
      </p>
    </Page>
  );
}
