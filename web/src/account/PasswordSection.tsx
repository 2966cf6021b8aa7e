import { Button, PasswordInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { send } from '../api/send.ts';
import { useAction } from '../api/use-verb.ts';
import { FailureNote } from '../desk/FailureNote.tsx';
import { fieldError } from '../desk/failure-words.ts';
import { NewPassword } from '../desk/NewPassword.tsx';
import { m } from '../i18n/paraglide/messages.js';
import type { SignInWays } from './sign-in-ways.ts';

/** A new password, for those who know the old one. */
export function PasswordSection({ ways, onChanged }: { ways: SignInWays; onChanged(): void }) {
  const [open, setOpen] = useState(false);
  const [done, setDone] = useState(false);
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const { run, busy, failure, clear } = useAction(async () => {
    await send('POST', '/auth/password', { current, next });
    return true;
  });
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!(await run(undefined))) return;
    setDone(true);
    close();
    onChanged();
  };
  const close = () => {
    setOpen(false);
    setCurrent('');
    setNext('');
    clear();
  };
  const wrong = failure?.code === 'WRONG_CREDENTIALS' ? m.failure_current_password() : fieldError(failure, 'current');
  return (
    <section className="panel account-way" aria-labelledby="password">
      <h2 id="password">{m.password_title()}</h2>
      {!open && (
        <>
          <p className="quiet" role="status">
            {done
              ? m.password_changed()
              : ways.passwordSet
                ? m.password_text()
                : ways.oidc
                  ? m.password_none()
                  : m.password_unset()}
          </p>
          {ways.passwordSet && (
            <Button variant="default" onClick={() => setOpen(true)}>
              {m.password_change()}
            </Button>
          )}
        </>
      )}
      {open && (
        <form className="form" onSubmit={(event) => void submit(event)}>
          <input type="hidden" name="username" autoComplete="username" value={ways.login ?? ''} />
          <PasswordInput
            label={m.current_password_label()}
            name="current-password"
            autoComplete="current-password"
            required
            withAsterisk={false}
            autoFocus
            value={current}
            onChange={({ currentTarget }) => setCurrent(currentTarget.value)}
            error={wrong}
          />
          <NewPassword
            value={next}
            onChange={setNext}
            login={ways.login ?? ''}
            error={fieldError(failure, 'next') ?? fieldError(failure, 'password')}
          />
          <FailureNote failure={wrong ? undefined : failure} fields={['current', 'next', 'password']} />
          <div className="buttons">
            <Button type="submit" loading={busy}>
              {m.password_change()}
            </Button>
            <Button variant="default" onClick={close}>
              {m.cancel()}
            </Button>
          </div>
        </form>
      )}
    </section>
  );
}
