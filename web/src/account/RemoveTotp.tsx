import { Button, PasswordInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { send } from '../api/send.ts';
import { useAction } from '../api/use-verb.ts';
import { FailureNote } from '../desk/FailureNote.tsx';
import { m } from '../i18n/paraglide/messages.js';

/** Turning the second step off: whoever found a desk unlocked cannot. */
export function RemoveTotp({ onCancel, onRemoved }: { onCancel(): void; onRemoved(): void }) {
  const [password, setPassword] = useState('');
  const { run, busy, failure } = useAction(async () => {
    await send('POST', '/auth/totp/remove', { password });
    onRemoved();
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void run(undefined);
  };
  const wrong = failure?.code === 'WRONG_CREDENTIALS' || failure?.field === 'password';
  return (
    <form className="form" onSubmit={submit}>
      <PasswordInput
        label={m.current_password_label()}
        name="current-password"
        autoComplete="current-password"
        required
        withAsterisk={false}
        autoFocus
        value={password}
        onChange={({ currentTarget }) => setPassword(currentTarget.value)}
        error={wrong && m.failure_current_password()}
      />
      <FailureNote failure={wrong ? undefined : failure} />
      <div className="buttons">
        <Button type="submit" color="bad" loading={busy}>
          {m.totp_remove()}
        </Button>
        <Button variant="default" onClick={onCancel}>
          {m.cancel()}
        </Button>
      </div>
    </form>
  );
}
