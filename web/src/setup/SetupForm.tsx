import { Button, Radio, Stack, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { roleMeaning, roleName } from '../access/role-words.ts';
import { send } from '../api/send.ts';
import { useAction } from '../api/use-verb.ts';
import { FailureNote } from '../desk/FailureNote.tsx';
import { fieldError } from '../desk/failure-words.ts';
import { NewPassword } from '../desk/NewPassword.tsx';
import { m } from '../i18n/paraglide/messages.js';
import type { Invitation } from './invitation.ts';

const FIRST_ROLES = ['DIRECTOR', 'ADMINISTRATOR'] as const;
const FIELDS = ['name', 'login', 'password'];

/** Everything an account needs before its first day. */
export function SetupForm({ secret, invitation }: { secret: string; invitation: Invitation }) {
  const [name, setName] = useState(invitation.name ?? '');
  const [login, setLogin] = useState(invitation.login ?? '');
  const [role, setRole] = useState<string>(FIRST_ROLES[0]);
  const [password, setPassword] = useState('');
  const { run, busy, failure } = useAction(async () => {
    const first = invitation.setUp ? { name: name.trim(), role } : {};
    // A login that was chosen for somebody is not theirs to change here.
    const ownLogin = invitation.login === null ? { login: login.trim() } : {};
    await send('POST', '/auth/accept', { secret, password, ...first, ...ownLogin });
    window.location.assign('/');
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void run(undefined);
  };
  return (
    <form className="form panel" style={{ marginTop: 28 }} onSubmit={submit}>
      {invitation.setUp && (
        <TextInput
          label={m.name_label()}
          description={m.name_hint()}
          name="name"
          autoComplete="name"
          required
          withAsterisk={false}
          autoFocus
          value={name}
          onChange={({ currentTarget }) => setName(currentTarget.value)}
          error={fieldError(failure, 'name')}
        />
      )}
      <TextInput
        label={m.login_label()}
        description={invitation.login === null ? m.login_hint() : m.login_given({ role: roleOf(invitation) })}
        name="login"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        required
        withAsterisk={false}
        readOnly={invitation.login !== null}
        value={login}
        onChange={({ currentTarget }) => setLogin(currentTarget.value)}
        error={fieldError(failure, 'login')}
      />
      {invitation.setUp && (
        <Radio.Group label={m.role_label()} value={role} onChange={setRole}>
          <Stack gap="sm" mt="xs">
            {FIRST_ROLES.map((each) => (
              <Radio key={each} value={each} label={roleName(each)} description={roleMeaning(each)} />
            ))}
          </Stack>
        </Radio.Group>
      )}
      <NewPassword value={password} onChange={setPassword} login={login} error={fieldError(failure, 'password')} />
      <FailureNote failure={failure} fields={FIELDS} />
      <Button type="submit" loading={busy}>
        {m.setup_submit()}
      </Button>
    </form>
  );
}

function roleOf({ role }: Invitation): string {
  return role === null ? '' : roleName(role);
}
