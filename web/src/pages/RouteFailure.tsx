import { useEffect } from 'react';
import { m } from '../i18n/paraglide/messages.js';
import { reloadWhenReachable } from '../live/new-version.ts';
import { pause } from '../live/retry-wait.ts';
import { Page } from './Page.tsx';

/** A page that could not be loaded or drawn (a new version went live, the line dropped): it starts over by itself. */
export function RouteFailure() {
  useEffect(() => void pause(30_000).then(reloadWhenReachable), []);
  return (
    <Page title={m.board_failed_title()}>
      <h1>{m.board_failed_title()}</h1>
      <p className="page-lead">{m.board_failed_text()}</p>
    </Page>
  );
}
