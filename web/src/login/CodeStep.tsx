import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { ApiFailure } from '../api/api-failure.ts';
import { m } from '../i18n/paraglide/messages.js';
import { minutes } from './minutes.ts';
import { SignInFailure } from './SignInFailure.tsx';

interface Props {
  busy: boolean;
  failure: ApiFailure | undefined;
  wait: number;
  onCode(code: string): void;
  onBack(): void;
}

/** The second step: six digits from the phone, or one of the codes kept for the day the phone is lost. */
export function CodeStep({ busy, failure, wait, onCode, onBack }: Props) {
  const [code, setCode] = useState('');
  const change = (text: string) => {
    setCode(text);
    // The sixth digit is the last key one wants to press.
    if (/^\d{6}$/.test(text.trim()) && !busy && wait === 0) onCode(text.trim());
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onCode(code.trim());
  };
  return (
    <form className="form" onSubmit={submit}>
      <TextInput
        label={m.code_label()}
        description={m.code_hint()}
        name="code"
        autoComplete="one-time-code"
        autoCapitalize="none"
        spellCheck={false}
        required
        withAsterisk={false}
        autoFocus
        className="code-field"
        value={code}
        onChange={({ currentTarget }) => change(currentTarget.value)}
        error={failure?.code === 'WRONG_CODE' && m.failure_wrong_code()}
      />
      <SignInFailure failure={failure} wait={wait} />
      <Button type="submit" loading={busy} disabled={wait > 0} fullWidth>
        {wait > 0 ? m.try_again_in({ time: minutes(wait) }) : m.sign_in()}
      </Button>
      <Button variant="subtle" onClick={onBack}>
        {m.other_person()}
      </Button>
    </form>
  );
}
