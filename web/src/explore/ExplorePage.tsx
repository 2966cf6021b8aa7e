import 'graphiql/setup-workers/vite';
import 'graphiql/style.css';
import './explore.css';
import { createGraphiQLFetcher } from '@graphiql/toolkit';
import { GraphiQL, HISTORY_PLUGIN } from 'graphiql';
import { useEffect, useSyncExternalStore } from 'react';
import { mayAskFreely } from '../access/may.ts';
import { herePath, loginFor } from '../access/next-path.ts';
import { useMe } from '../access/use-me.ts';
import { unrecognised } from '../api/ask.ts';
import { Locked } from '../desk/Locked.tsx';
import { m } from '../i18n/paraglide/messages.js';
import { useLanguage } from '../i18n/use-language.ts';
import { socket } from '../live/socket.ts';
import { PageHeader } from '../pages/PageHeader.tsx';
import { examplesPlugin } from './ExamplesPlugin.tsx';
import { examples } from './examples.ts';

const fetcher = createGraphiQLFetcher({
  url: '/graphql',
  wsClient: socket,
  fetch: async (...request: Parameters<typeof fetch>) => {
    const response = await fetch(...request);
    if (response.status === 401) unrecognised.set(unrecognised.get() + 1);
    return response;
  },
  // Answers come whole; without this the fetcher would ask for multipart ones.
  enableIncrementalDelivery: false,
});

const dark = window.matchMedia('(prefers-color-scheme: dark)');

/** The editor paints itself; it has to agree with the page around it. */
function useSystemTheme(): 'dark' | 'light' {
  return useSyncExternalStore(
    (changed) => {
      dark.addEventListener('change', changed);
      return () => dark.removeEventListener('change', changed);
    },
    () => (dark.matches ? 'dark' : 'light'),
  );
}

const plugins = [examplesPlugin, HISTORY_PLUGIN];

/** Any question, by hand: the editor, its documentation and examples, with nothing fetched from elsewhere. */
export function ExplorePage() {
  useLanguage();
  const me = useMe();
  useEffect(() => {
    if (me === 'nobody') window.location.replace(loginFor(herePath()));
  }, [me]);
  const known = me !== undefined && me !== 'nobody';
  return (
    <div className="page explore">
      <title>{`${m.explore()} · ${m.product()}`}</title>
      <PageHeader />
      {known && !mayAskFreely(me) ? (
        <main className="page-main">
          <h1>{m.explore()}</h1>
          <Locked guest={me.kind === 'GUEST'} />
        </main>
      ) : (
        <main className="explore-editor" aria-label={m.explore()}>
          {known && <Editor />}
        </main>
      )}
    </div>
  );
}

function Editor() {
  const language = useLanguage();
  const asked = new URLSearchParams(window.location.search).get('query');
  return (
    <GraphiQL
      key={language}
      fetcher={fetcher}
      plugins={plugins}
      visiblePlugin={examplesPlugin}
      defaultQuery={examples[0]?.query}
      {...(asked === null ? {} : { initialQuery: asked })}
      forcedTheme={useSystemTheme()}
      shouldPersistHeaders
    >
      <GraphiQL.Logo> </GraphiQL.Logo>
    </GraphiQL>
  );
}
