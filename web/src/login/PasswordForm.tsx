import { Button, PasswordInput, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { asFailure } from '../api/api-failure.ts';
import { send } from '../api/send.ts';
import { useAction } from '../api/use-verb.ts';
import { m } from '../i18n/paraglide/messages.js';
import { CodeStep } from './CodeStep.tsx';
import { minutes } from './minutes.ts';
import { SignInFailure } from './SignInFailure.tsx';
import { useCountdown } from './use-countdown.ts';

/** Login and password; then, for those who have turned it on, a code. */
export function PasswordForm({ next, autoFocus }: { next: string; autoFocus: boolean }) {
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const [codeNeeded, setCodeNeeded] = useState(false);
  const { run, busy, failure, clear } = useAction(async (code: string | undefined) => {
    try {
      await send('POST', '/auth/sign-in', { login: login.trim(), password, ...(code ? { code } : {}) });
      window.location.assign(next);
    } catch (reason) {
      if (asFailure(reason).code !== 'CODE_NEEDED') throw reason;
      setCodeNeeded(true);
    }
  });
  const wait = useCountdown(failure);

  if (codeNeeded) {
    return (
      <CodeStep
        busy={busy}
        failure={failure}
        wait={wait}
        onCode={(code) => void run(code)}
        onBack={() => {
          clear();
          setPassword('');
          setCodeNeeded(false);
        }}
      />
    );
  }
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void run(undefined);
  };
  return (
    <form className="form" onSubmit={submit}>
      <TextInput
        label={m.login_label()}
        name="login"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        required
        withAsterisk={false}
        data-autofocus={autoFocus || undefined}
        autoFocus={autoFocus}
        value={login}
        onChange={({ currentTarget }) => setLogin(currentTarget.value)}
      />
      <PasswordInput
        label={m.password_label()}
        name="password"
        autoComplete="current-password"
        required
        withAsterisk={false}
        value={password}
        onChange={({ currentTarget }) => setPassword(currentTarget.value)}
        error={failure?.code === 'WRONG_CREDENTIALS' && m.failure_wrong_credentials()}
      />
      <SignInFailure failure={failure} wait={wait} />
      <Button type="submit" loading={busy} disabled={wait > 0} fullWidth>
        {wait > 0 ? m.try_again_in({ time: minutes(wait) }) : m.sign_in()}
      </Button>
      <p className="quiet">{m.forgotten_password()}</p>
    </form>
  );
}
