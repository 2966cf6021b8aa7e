import { Button } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { m } from '../i18n/paraglide/messages.js';

/** The company's own sign-in, and what came of the last try. */
export function OidcButton({ name, next }: { name: string; next: string }) {
  const error = new URLSearchParams(window.location.search).get('error');
  return (
    <div className="form">
      {error && (
        <p className="failure" role="alert">
          <IconAlertTriangle aria-hidden="true" />
          <span>{error === 'OIDC_UNKNOWN' ? m.oidc_unknown({ name }) : m.oidc_failed({ name })}</span>
        </p>
      )}
      <Button component="a" href={`/auth/oidc?next=${encodeURIComponent(next)}`} fullWidth>
        {m.oidc_sign_in({ name })}
      </Button>
      <p className="login-or">{m.or_by_password()}</p>
    </div>
  );
}
