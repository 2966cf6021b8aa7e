import { m } from '../i18n/paraglide/messages.js';
import { useSecond } from '../live/use-feed.ts';
import type { Code } from './pair.ts';

/** How long the code holds, quietly: it is replaced by itself. */
export function TimeLeft({ code }: { code: Code | undefined }) {
  useSecond();
  if (!code) return <p>{m.pairing_new_code()}</p>;
  const left = Math.max(0, Math.ceil((code.expiresAt - performance.now()) / 1000));
  const time = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, '0')}`;
  return <p>{m.pairing_time_left({ time })}</p>;
}
