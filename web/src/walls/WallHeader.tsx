import './wall-header.css';
import { ageInWords, clockTime, longDay } from '../i18n/dates.ts';
import type { Language } from '../i18n/language.ts';
import { m } from '../i18n/paraglide/messages.js';
import { useLanguage } from '../i18n/use-language.ts';
import { monotonic, serverNow } from '../live/clock.ts';
import { SILENCE } from '../live/feed.ts';
import { lastHeard, oldestData } from '../live/open-feed.ts';
import { useConnection, useSecond, useServerMinute } from '../live/use-feed.ts';
import type { Settings } from '../live/use-settings.ts';

/** The board's one line: what it is, whose, how fresh, whether in touch, what time it is. */
export function WallHeader({ title, settings }: { title: string; settings: Settings | undefined }) {
  const language = useLanguage();
  return (
    <header className="wall-header">
      <h1>{title}</h1>
      {settings && <p className="wall-department">{settings.departmentName}</p>}
      {settings?.demo && (
        <p className="wall-demo" title={m.demo_hint()}>
          {m.demo_mark()}
        </p>
      )}
      <div className="wall-status">
        <Freshness language={language} />
        <ConnectionMark />
      </div>
      {settings && <Clock timeZone={settings.timeZone} language={language} />}
    </header>
  );
}

function Clock({ timeZone, language }: { timeZone: string; language: Language }) {
  const now = useServerMinute();
  if (now === undefined) return null;
  return (
    <p className="wall-clock">
      <span className="wall-date">{longDay(now, timeZone, language)}</span>
      <time dateTime={new Date(now).toISOString()}>{clockTime(now, timeZone, language)}</time>
    </p>
  );
}

function Freshness({ language }: { language: Language }) {
  useSecond();
  const heard = lastHeard();
  if (heard === undefined) return <span>{m.fresh_waiting()}</span>;
  const oldest = oldestData();
  const now = serverNow();
  const silent = monotonic() - heard > SILENCE;
  const age = oldest === undefined || now === undefined ? 0 : now - oldest;
  const words = ageInWords(age, language);
  if (silent) {
    return <span className="wall-silent">{m.fresh_silent({ age: words ?? m.less_than_minute_ago() })}</span>;
  }
  return <span>{words === undefined ? m.fresh_now() : m.fresh_age({ age: words })}</span>;
}

function ConnectionMark() {
  const { state } = useConnection();
  return (
    <span className="wall-connection" data-state={state}>
      <svg viewBox="0 0 10 10" aria-hidden="true">
        {state === 'open' ? <circle cx="5" cy="5" r="4.5" /> : <path d="M1.5 1.5l7 7m0-7l-7 7" />}
      </svg>
      {words(state)}
    </span>
  );
}

function words(state: 'connecting' | 'open' | 'lost'): string {
  switch (state) {
    case 'open':
      return m.connection_open();
    case 'connecting':
      return m.connection_connecting();
    case 'lost':
      return m.connection_lost();
  }
}
