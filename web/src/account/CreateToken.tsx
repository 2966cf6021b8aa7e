import { Button, Group, Modal, Radio, Select, Stack, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useVerb } from '../api/use-verb.ts';
import { Copyable } from '../desk/Copyable.tsx';
import { FailureNote } from '../desk/FailureNote.tsx';
import { fieldError } from '../desk/failure-words.ts';
import { CreateTokenDocument } from '../gql/graphql.ts';
import { m } from '../i18n/paraglide/messages.js';

interface Props {
  onCreated(): void;
  onClose(): void;
}

const DAYS = [7, 30, 90, 365];

/** A new token: for what, how much it may, how long. Its secret is seen here and never again. */
export function CreateToken({ onCreated, onClose }: Props) {
  const [name, setName] = useState('');
  const [readOnly, setReadOnly] = useState(true);
  const [days, setDays] = useState('90');
  const [secret, setSecret] = useState<string | null>();
  const { run, busy, failure } = useVerb(CreateTokenDocument);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const made = await run({ name: name.trim(), readOnly, days: Number(days) });
    if (!made) return;
    setSecret(made.createToken.secret);
    onCreated();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={secret === undefined ? m.token_create() : m.token_made({ name: name.trim() })}
      // A click beside the dialog must not take the only look at the secret away.
      closeOnClickOutside={secret === undefined}
      closeButtonProps={{ 'aria-label': m.close() }}
    >
      {secret === undefined ? (
        <form className="form" onSubmit={(event) => void submit(event)}>
          <TextInput
            label={m.token_name_label()}
            placeholder={m.token_name_example()}
            name="token-name"
            autoComplete="off"
            required
            withAsterisk={false}
            maxLength={100}
            data-autofocus
            value={name}
            onChange={({ currentTarget }) => setName(currentTarget.value)}
            error={fieldError(failure, 'name')}
          />
          <Radio.Group
            label={m.token_scope_label()}
            value={readOnly ? 'read' : 'all'}
            onChange={(value) => setReadOnly(value === 'read')}
          >
            <Stack gap="sm" mt="xs">
              <Radio value="read" label={m.token_read_only()} description={m.token_read_only_is()} />
              <Radio value="all" label={m.token_full()} description={m.token_full_is()} />
            </Stack>
          </Radio.Group>
          <Select
            label={m.token_days_label()}
            data={DAYS.map((count) => ({ value: String(count), label: m.days_count({ count }) }))}
            value={days}
            onChange={(value) => setDays(value ?? '90')}
            error={fieldError(failure, 'days')}
          />
          <FailureNote failure={failure} fields={['name', 'days']} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {m.cancel()}
            </Button>
            <Button type="submit" loading={busy}>
              {m.token_create()}
            </Button>
          </Group>
        </form>
      ) : (
        <div className="form">
          <p>{secret === null ? m.token_secret_gone() : m.token_secret_once()}</p>
          {secret !== null && <Copyable text={secret} label={m.token_secret_label()} />}
          <p className="quiet">
            {m.token_how()} <code>Authorization: Bearer voronka_…</code>
          </p>
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {m.done()}
            </Button>
          </Group>
        </div>
      )}
    </Modal>
  );
}
