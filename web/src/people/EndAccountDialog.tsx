import { useVerb } from '../api/use-verb.ts';
import { Confirm } from '../desk/Confirm.tsx';
import { EndAccountDocument } from '../gql/graphql.ts';
import { m } from '../i18n/paraglide/messages.js';
import type { Person } from './person.ts';

interface Props {
  person: Person;
  onChanged(): void;
  onClose(): void;
}

/** Closing somebody's account: they are out at once, their deals stay theirs. */
export function EndAccountDialog({ person, onChanged, onClose }: Props) {
  const { run, busy, failure } = useVerb(EndAccountDocument);
  const end = async () => {
    if (!(await run({ accountId: person.id, version: person.version }))) return;
    onChanged();
    onClose();
  };
  return (
    <Confirm
      title={m.account_end_title({ name: person.name })}
      action={m.account_end()}
      busy={busy}
      failure={failure}
      onConfirm={() => void end()}
      onClose={onClose}
    >
      <p>{m.account_end_text()}</p>
    </Confirm>
  );
}
