import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { send } from '../api/send.ts';
import { useAction } from '../api/use-verb.ts';
import { FailureNote } from '../desk/FailureNote.tsx';
import { m } from '../i18n/paraglide/messages.js';
import { QrCode } from '../ui/QrCode.tsx';
import type { TotpSecret } from './sign-in-ways.ts';

interface Props {
  secret: TotpSecret;
  onCancel(): void;
  onConfirmed(recoveryCodes: string[]): void;
}

/** The picture for the phone, and the first code as proof that it has arrived there. */
export function TotpSetUp({ secret, onCancel, onConfirmed }: Props) {
  const [code, setCode] = useState('');
  const { run, busy, failure } = useAction(async () => {
    const confirmed = await send<{ recoveryCodes: string[] }>('POST', '/auth/totp/confirm', { code: code.trim() });
    onConfirmed(confirmed.recoveryCodes);
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void run(undefined);
  };
  const wrong = failure?.code === 'WRONG_CODE' || failure?.field === 'code';
  return (
    <form className="form" onSubmit={submit}>
      <p>{m.totp_scan()}</p>
      <p className="totp-open">
        <a href={secret.uri}>{m.totp_open()}</a>
      </p>
      <div className="totp-qr">
        <QrCode text={secret.uri} label={m.totp_qr()} />
        <p className="quiet">
          {m.totp_by_hand()} <code>{secret.secret.replaceAll(/(.{4})(?=.)/g, '$1 ')}</code>
        </p>
      </div>
      <TextInput
        label={m.totp_code_label()}
        name="code"
        autoComplete="one-time-code"
        inputMode="numeric"
        required
        withAsterisk={false}
        className="code-field"
        value={code}
        onChange={({ currentTarget }) => setCode(currentTarget.value)}
        error={wrong && m.failure_wrong_code()}
      />
      <FailureNote failure={wrong ? undefined : failure} />
      <div className="buttons">
        <Button type="submit" loading={busy}>
          {m.totp_confirm()}
        </Button>
        <Button variant="default" onClick={onCancel}>
          {m.cancel()}
        </Button>
      </div>
    </form>
  );
}
