import { Button, Group, Modal, Select, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { PERSON_ROLES, roleMeaning, roleName } from '../access/role-words.ts';
import { useVerb } from '../api/use-verb.ts';
import { FailureNote } from '../desk/FailureNote.tsx';
import { fieldError } from '../desk/failure-words.ts';
import { AmendAccountDocument, CreateAccountDocument, type Role } from '../gql/graphql.ts';
import { m } from '../i18n/paraglide/messages.js';
import { EmployeeSelect } from './EmployeeSelect.tsx';
import { InvitationLink } from './InvitationLink.tsx';
import type { Person } from './person.ts';

interface Props {
  /** Whose account to amend; left out: a new one. */
  person?: Person;
  onChanged(): void;
  onClose(): void;
}

const FIELDS = ['name', 'login', 'role', 'employeeId'];

/** A colleague's account: who it is for, and what they are here. A new one ends with the link to hand over. */
export function AccountForm({ person, onChanged, onClose }: Props) {
  const [name, setName] = useState(person?.name ?? '');
  const [login, setLogin] = useState('');
  const [role, setRole] = useState<Role>(person?.role ?? 'MANAGER');
  const [employeeId, setEmployeeId] = useState(person?.employee?.id ?? null);
  const [invitation, setInvitation] = useState<string | null>();
  const create = useVerb(CreateAccountDocument);
  const amend = useVerb(AmendAccountDocument);
  const failure = create.failure ?? amend.failure;

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const about = { name: name.trim(), role, employeeId };
    if (person) {
      if (!(await amend.run({ ...about, accountId: person.id, version: person.version }))) return;
      onChanged();
      return onClose();
    }
    const made = await create.run({ ...about, login: login.trim() });
    if (!made) return;
    onChanged();
    setInvitation(made.createAccount.invitation);
  };

  const title =
    invitation !== undefined ? m.invitation_title({ name }) : person ? m.person_amend_title() : m.person_create_title();
  return (
    <Modal
      opened
      onClose={onClose}
      title={title}
      closeOnClickOutside={invitation === undefined}
      closeButtonProps={{ 'aria-label': m.close() }}
    >
      {invitation !== undefined ? (
        <InvitationLink path={invitation} onDone={onClose} />
      ) : (
        <form className="form" onSubmit={(event) => void submit(event)}>
          <EmployeeSelect
            label={m.person_employee_label()}
            description={m.person_employee_hint()}
            value={employeeId}
            clearable
            onChange={(id, chosen) => {
              setEmployeeId(id);
              if (chosen && !person) setName(chosen.name);
            }}
            error={fieldError(failure, 'employeeId')}
          />
          <TextInput
            label={m.name_label()}
            name="name"
            autoComplete="off"
            required
            withAsterisk={false}
            maxLength={200}
            value={name}
            onChange={({ currentTarget }) => setName(currentTarget.value)}
            error={fieldError(failure, 'name')}
          />
          {!person && (
            <TextInput
              label={m.login_label()}
              description={m.person_login_hint()}
              name="new-login"
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
              required
              withAsterisk={false}
              maxLength={100}
              value={login}
              onChange={({ currentTarget }) => setLogin(currentTarget.value)}
              error={fieldError(failure, 'login')}
            />
          )}
          <Select
            label={m.role_label()}
            description={roleMeaning(role)}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            data={PERSON_ROLES.map((value) => ({ value, label: roleName(value) }))}
            value={role}
            maxDropdownHeight={280}
            onChange={(value) => setRole((value as Role | null) ?? role)}
            error={fieldError(failure, 'role')}
          />
          {sells(role) && employeeId === null && <p className="quiet">{m.person_employee_needed()}</p>}
          <FailureNote failure={failure} fields={FIELDS} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {m.cancel()}
            </Button>
            <Button type="submit" loading={create.busy || amend.busy}>
              {person ? m.save() : m.person_create_submit()}
            </Button>
          </Group>
        </form>
      )}
    </Modal>
  );
}

/** Whether a role sees deals and clients only as somebody of the department. */
function sells(role: Role): boolean {
  return role === 'MANAGER' || role === 'REPRESENTATIVE' || role === 'HEAD_OF_SALES';
}
