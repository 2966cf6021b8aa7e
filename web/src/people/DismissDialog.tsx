import { Button, Group, Modal } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useVerb } from '../api/use-verb.ts';
import { FailureNote } from '../desk/FailureNote.tsx';
import { fieldError } from '../desk/failure-words.ts';
import { DismissEmployeeDocument, type DismissEmployeeMutation } from '../gql/graphql.ts';
import { m } from '../i18n/paraglide/messages.js';
import { EmployeeSelect } from './EmployeeSelect.tsx';
import type { Person } from './person.ts';

interface Props {
  /** Who leaves; left out: to be chosen, for not everybody who works here has an account. */
  employee?: Person['employee'];
  onChanged(): void;
  onClose(): void;
}

/** Somebody leaves: their doors close at once, and everything they answered for goes to one successor. */
export function DismissDialog({ employee, onChanged, onClose }: Props) {
  const [leaver, setLeaver] = useState(employee?.id ?? null);
  const [successor, setSuccessor] = useState<string | null>(null);
  const [done, setDone] = useState<DismissEmployeeMutation['dismissEmployee']>();
  const { run, busy, failure } = useVerb(DismissEmployeeDocument);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (leaver === null || successor === null) return;
    const dismissed = await run({ employeeId: leaver, successorId: successor });
    if (!dismissed) return;
    setDone(dismissed.dismissEmployee);
    onChanged();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={employee ? m.dismiss_title({ name: employee.name }) : m.dismiss_action()}
      closeButtonProps={{ 'aria-label': m.close() }}
    >
      {done ? (
        <div className="dialog">
          <Outcome done={done} />
          <Group justify="flex-end">
            <Button onClick={onClose}>{m.done()}</Button>
          </Group>
        </div>
      ) : (
        <form className="dialog" onSubmit={(event) => void submit(event)}>
          {!employee && (
            <EmployeeSelect
              label={m.dismiss_who_label()}
              value={leaver}
              required
              onChange={setLeaver}
              error={fieldError(failure, 'employeeId')}
            />
          )}
          <EmployeeSelect
            label={m.dismiss_successor_label()}
            value={successor}
            except={leaver}
            required
            onChange={setSuccessor}
            error={fieldError(failure, 'successorId')}
          />
          <div className="dialog-text">
            <p>{m.dismiss_will()}</p>
            <ul>
              <li>{m.dismiss_will_revoke()}</li>
              <li>{m.dismiss_will_hand_over()}</li>
              <li>{m.dismiss_will_keep()}</li>
            </ul>
          </div>
          <FailureNote failure={failure} fields={employee ? ['successorId'] : ['employeeId', 'successorId']} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {m.cancel()}
            </Button>
            <Button type="submit" color="bad" loading={busy} disabled={leaver === null || successor === null}>
              {m.dismiss_submit()}
            </Button>
          </Group>
        </form>
      )}
    </Modal>
  );
}

/** What has happened, in numbers. */
function Outcome({ done }: { done: DismissEmployeeMutation['dismissEmployee'] }) {
  return (
    <div className="dialog-text" role="status">
      <p>{m.dismissed({ name: done.employee?.name ?? m.nobody() })}</p>
      <ul>
        <li>{m.dismissed_deals({ count: done.deals })}</li>
        <li>{m.dismissed_clients({ count: done.clients })}</li>
        <li>{m.dismissed_credentials({ count: done.credentials })}</li>
      </ul>
    </div>
  );
}
