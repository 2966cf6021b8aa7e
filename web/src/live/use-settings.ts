import { useEffect } from 'react';
import { SettingsLiveDocument, type SettingsLiveSubscription } from '../gql/graphql.ts';
import { correctClock } from './clock.ts';
import type { FeedState } from './feed.ts';
import { noteVersion } from './new-version.ts';
import { useFeed } from './use-feed.ts';

export type Settings = SettingsLiveSubscription['settings'];

/** The department's settings, live; keeps the page's clock right and its code current on the way. */
export function useSettings(): { settings: Settings | undefined; state: FeedState } {
  const { data, state } = useFeed(SettingsLiveDocument, {});
  const settings = data?.settings;
  useEffect(() => {
    if (!settings) return;
    correctClock(settings.serverTime);
    noteVersion(settings.version);
  }, [settings]);
  return { settings, state };
}
