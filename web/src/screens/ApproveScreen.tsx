import { Button, Group, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useVerb } from '../api/use-verb.ts';
import { FailureNote } from '../desk/FailureNote.tsx';
import { fieldError } from '../desk/failure-words.ts';
import { When } from '../desk/When.tsx';
import { ApproveScreenDocument, DenyScreenDocument } from '../gql/graphql.ts';
import { m } from '../i18n/paraglide/messages.js';
import { BoardPicker } from './BoardPicker.tsx';
import type { Asking, BoardChoice } from './screen.ts';
import { groupedCode } from './user-code.ts';

interface Props {
  asking: Asking;
  boards: readonly BoardChoice[];
  /** Said afterwards: what has come of it. */
  onDone(said: string | undefined): void;
}

/** Who asks, before anybody says yes: a code can be sent to us by a stranger too. */
export function ApproveScreen({ asking, boards, onDone }: Props) {
  const { userCode, browser, from, createdAt } = asking;
  const [name, setName] = useState('');
  const [board, setBoard] = useState<string>();
  const approve = useVerb(ApproveScreenDocument);
  const deny = useVerb(DenyScreenDocument);
  const chosen = board ?? boards[0]?.id ?? 'today';
  const busy = approve.busy || deny.busy;

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (await approve.run({ userCode, name: name.trim(), board: chosen })) {
      onDone(m.pair_done({ name: name.trim() }));
    }
  };
  const refuse = async () => {
    if (await deny.run({ userCode })) onDone(m.pair_denied());
  };

  return (
    <form className="panel form" onSubmit={(event) => void submit(event)}>
      <dl className="asking">
        <div>
          <dt>{m.pair_asks_code()}</dt>
          <dd className="asking-code">{groupedCode(userCode)}</dd>
        </div>
        <div>
          <dt>{m.pair_asks_browser()}</dt>
          <dd>{browser}</dd>
        </div>
        <div>
          <dt>{m.pair_asks_from()}</dt>
          <dd>{from}</dd>
        </div>
        <div>
          <dt>{m.pair_asks_when()}</dt>
          <dd>
            <When at={createdAt} />
          </dd>
        </div>
      </dl>
      <p className="quiet">{m.pair_check()}</p>
      <TextInput
        label={m.screen_name_label()}
        placeholder={m.screen_name_example()}
        name="screen-name"
        autoComplete="off"
        required
        withAsterisk={false}
        maxLength={100}
        value={name}
        onChange={({ currentTarget }) => setName(currentTarget.value)}
        error={fieldError(approve.failure, 'name')}
      />
      <BoardPicker boards={boards} value={chosen} onChange={setBoard} />
      <FailureNote failure={approve.failure ?? deny.failure} fields={['name']} />
      <Group>
        <Button type="submit" loading={approve.busy} disabled={busy}>
          {m.pair_approve()}
        </Button>
        <Button variant="default" onClick={() => void refuse()} loading={deny.busy} disabled={busy}>
          {m.pair_deny()}
        </Button>
      </Group>
    </form>
  );
}
