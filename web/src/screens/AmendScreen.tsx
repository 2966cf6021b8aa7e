import { Button, Group, Modal, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useVerb } from '../api/use-verb.ts';
import { FailureNote } from '../desk/FailureNote.tsx';
import { fieldError } from '../desk/failure-words.ts';
import { AmendScreenDocument } from '../gql/graphql.ts';
import { m } from '../i18n/paraglide/messages.js';
import { BoardPicker } from './BoardPicker.tsx';
import type { BoardChoice, Screen } from './screen.ts';

interface Props {
  screen: Screen;
  boards: readonly BoardChoice[];
  onClose(): void;
  onDone(): void;
}

/** Another name or another board; the wall itself follows within half a minute. */
export function AmendScreen({ screen, boards, onClose, onDone }: Props) {
  const [name, setName] = useState(screen.name ?? '');
  const [board, setBoard] = useState(screen.board ?? 'today');
  const { run, busy, failure } = useVerb(AmendScreenDocument);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (await run({ credentialId: screen.id, name: name.trim(), board })) onDone();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={m.screen_amend_title()}
      size="lg"
      closeButtonProps={{ 'aria-label': m.close() }}
    >
      <form className="form" onSubmit={(event) => void submit(event)}>
        <TextInput
          label={m.screen_name_label()}
          name="screen-name"
          autoComplete="off"
          required
          withAsterisk={false}
          maxLength={100}
          data-autofocus
          value={name}
          onChange={({ currentTarget }) => setName(currentTarget.value)}
          error={fieldError(failure, 'name')}
        />
        <BoardPicker boards={boards} value={board} onChange={setBoard} />
        <FailureNote failure={failure} fields={['name']} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {m.cancel()}
          </Button>
          <Button type="submit" loading={busy}>
            {m.save()}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
