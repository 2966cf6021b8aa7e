import './new-password.css';
import { PasswordInput } from '@mantine/core';
import { IconCheck, IconPoint } from '@tabler/icons-react';
import { useId } from 'react';
import { m } from '../i18n/paraglide/messages.js';
import { passwordRules } from './password-rules.ts';

interface Props {
  value: string;
  onChange(value: string): void;
  login: string;
  error: string | undefined;
  label?: string;
}

/** A password to be thought up: the rules in words, each ticked off as it is kept. */
export function NewPassword({ value, onChange, login, error, label }: Props) {
  const hints = useId();
  const { length, notLogin, varied } = passwordRules(value, login);
  return (
    <div className="new-password">
      <PasswordInput
        label={label ?? m.new_password_label()}
        name="new-password"
        autoComplete="new-password"
        required
        withAsterisk={false}
        aria-describedby={hints}
        value={value}
        onChange={({ currentTarget }) => onChange(currentTarget.value)}
        error={error}
      />
      <ul id={hints}>
        <Rule kept={length} text={m.password_rule_length({ count: [...value].length })} />
        <Rule kept={notLogin} text={m.password_rule_login()} />
        <Rule kept={varied} text={m.password_rule_common()} />
      </ul>
    </div>
  );
}

function Rule({ kept, text }: { kept: boolean; text: string }) {
  return (
    <li data-kept={kept || undefined}>
      {kept ? <IconCheck aria-label={m.rule_kept()} /> : <IconPoint aria-hidden="true" />}
      {text}
    </li>
  );
}
