import './offline-banner.css';
import { ageInWords } from '../i18n/dates.ts';
import { m } from '../i18n/paraglide/messages.js';
import { useLanguage } from '../i18n/use-language.ts';
import { monotonic, serverNow } from '../live/clock.ts';
import { oldestData } from '../live/open-feed.ts';
import { useConnection, useSecond } from '../live/use-feed.ts';

/** A restart of the server takes less than this; nobody needs to hear of it. */
const WORTH_MENTIONING = 4_000;

/** Across the header while there is no connection; the board stays where it is. */
export function OfflineBanner() {
  useSecond();
  const language = useLanguage();
  const { state, since } = useConnection();
  if (state === 'open' || monotonic() - since < WORTH_MENTIONING) return null;
  const oldest = oldestData();
  const now = serverNow();
  const age =
    oldest === undefined || now === undefined
      ? undefined
      : (ageInWords(now - oldest, language) ?? m.less_than_minute_ago());
  return (
    <p className="offline" role="alert">
      <svg viewBox="0 0 24 24" aria-hidden="true">
        <path d="M12 18h.01M9.2 15.2a4 4 0 0 1 5.7 0M6.3 12.3a8 8 0 0 1 3.3-2M14 10.2a8 8 0 0 1 3.7 2.1M3.5 9.4a12 12 0 0 1 3.7-2.5M11 5.8a12 12 0 0 1 9.5 3.6M3 3l18 18" />
      </svg>
      {age === undefined ? m.offline_banner_empty() : m.offline_banner({ age })}
    </p>
  );
}
