import { Button } from '@mantine/core';
import { IconShieldCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { send } from '../api/send.ts';
import { useAction } from '../api/use-verb.ts';
import { FailureNote } from '../desk/FailureNote.tsx';
import { m } from '../i18n/paraglide/messages.js';
import { RecoveryCodes } from './RecoveryCodes.tsx';
import { RemoveTotp } from './RemoveTotp.tsx';
import type { SignInWays, TotpSecret } from './sign-in-ways.ts';
import { TotpSetUp } from './TotpSetUp.tsx';

/** The second step of signing in: turned on with a phone, turned off with the password. */
export function TotpSection({ ways, onChanged }: { ways: SignInWays; onChanged(): void }) {
  const [secret, setSecret] = useState<TotpSecret>();
  const [codes, setCodes] = useState<string[]>();
  const [removing, setRemoving] = useState(false);
  const begin = useAction(async () => setSecret(await send<TotpSecret>('POST', '/auth/totp', {})));
  return (
    <section className="panel account-way" aria-labelledby="totp">
      <h2 id="totp">
        {m.totp_title()}
        {ways.totp && (
          <span className="tag" data-tone="good">
            <IconShieldCheck aria-hidden="true" />
            {m.totp_on()}
          </span>
        )}
      </h2>
      {codes ? (
        <RecoveryCodes codes={codes} login={ways.login ?? ''} onKept={() => setCodes(undefined)} />
      ) : secret ? (
        <TotpSetUp
          secret={secret}
          onCancel={() => setSecret(undefined)}
          onConfirmed={(recovery) => {
            setSecret(undefined);
            setCodes(recovery);
            onChanged();
          }}
        />
      ) : removing ? (
        <RemoveTotp
          onCancel={() => setRemoving(false)}
          onRemoved={() => {
            setRemoving(false);
            onChanged();
          }}
        />
      ) : (
        <>
          <p className="quiet">
            {ways.totp ? m.totp_is_on() : ways.passwordSet ? m.totp_text() : m.totp_needs_password()}
          </p>
          <FailureNote failure={begin.failure} />
          {ways.totp && (
            <Button variant="default" onClick={() => setRemoving(true)}>
              {m.totp_remove()}
            </Button>
          )}
          {!ways.totp && ways.passwordSet && (
            <Button variant="default" loading={begin.busy} onClick={() => void begin.run(undefined)}>
              {m.totp_begin()}
            </Button>
          )}
        </>
      )}
    </section>
  );
}
