import { IconAlertTriangle } from '@tabler/icons-react';
import { When } from '../desk/When.tsx';
import { dayOf } from '../i18n/moments.ts';
import { m } from '../i18n/paraglide/messages.js';
import { useLanguage } from '../i18n/use-language.ts';
import { RevokeButton } from './RevokeButton.tsx';
import type { Token } from './token.ts';

const SOON = 7 * 24 * 60 * 60_000;

/** One token. That it ends soon is said before it does: something is going to stop working. */
export function TokenRow({ token, onRevoked }: { token: Token; onRevoked(): void }) {
  const language = useLanguage();
  const { id, name, readOnly, expiresAt, lastUsedAt, lastUsedFrom, revokedAt } = token;
  const ends = expiresAt === null ? undefined : Date.parse(expiresAt);
  const now = Date.now();
  return (
    <tr data-over={revokedAt !== null || (ends !== undefined && ends < now) || undefined}>
      <td>
        <span>
          <span className="rows-name">{name}</span>
          <br />
          <span className="rows-under">{readOnly ? m.token_read_only() : m.token_full()}</span>
        </span>
      </td>
      <td data-label={m.column_last_used()}>
        <span>
          {lastUsedAt ? <When at={lastUsedAt} /> : m.never()}
          {lastUsedFrom && <span className="rows-under"> · {lastUsedFrom}</span>}
        </span>
      </td>
      <td data-label={m.column_expires()} className="rows-nowrap">
        {revokedAt !== null ? (
          <span className="tag">
            {m.token_revoked()} <When at={revokedAt} />
          </span>
        ) : ends === undefined ? (
          m.token_endless()
        ) : ends < now ? (
          <span className="tag">{m.token_over({ date: dayOf(ends, now, language) })}</span>
        ) : ends - now < SOON ? (
          <span className="tag" data-tone="attention">
            <IconAlertTriangle aria-hidden="true" />
            {dayOf(ends, now, language)}
          </span>
        ) : (
          dayOf(ends, now, language)
        )}
      </td>
      <td>
        {revokedAt === null && (
          <RevokeButton
            id={id}
            title={m.token_revoke_title({ name: name ?? '' })}
            text={m.token_revoke_text()}
            onRevoked={onRevoked}
          />
        )}
      </td>
    </tr>
  );
}
