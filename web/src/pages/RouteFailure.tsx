import './page.css';
import { useEffect } from 'react';
import { m } from '../i18n/paraglide/messages.js';
import { reloadWhenReachable } from '../live/new-version.ts';
import { pause } from '../live/retry-wait.ts';

/**
 * A page that could not be loaded or drawn (a new version went live, the line dropped): it starts over by itself.
 * Without the header, for this comes with every page, walls too.
 */
export function RouteFailure() {
  useEffect(() => void pause(30_000).then(reloadWhenReachable), []);
  return (
    <div className="page">
      <title>{m.product()}</title>
      <main className="page-main">
        <h1>{m.board_failed_title()}</h1>
        <p className="page-lead">{m.board_failed_text()}</p>
      </main>
    </div>
  );
}
