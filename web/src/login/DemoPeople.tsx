import type { DemoPerson } from '../access/options.ts';
import { roleMeaning, roleName } from '../access/role-words.ts';
import { send } from '../api/send.ts';
import { useAction } from '../api/use-verb.ts';
import { FailureNote } from '../desk/FailureNote.tsx';
import { m } from '../i18n/paraglide/messages.js';
import { Avatar } from '../ui/Avatar.tsx';

/** The people of the made-up department: one click and one is one of them. */
export function DemoPeople({ people, next }: { people: readonly DemoPerson[]; next: string }) {
  const { run, busy, failure } = useAction(async (account: string) => {
    await send('POST', '/auth/demo', { account });
    window.location.assign(next);
  });
  return (
    <section className="demo-people" aria-label={m.sign_in_demo_title()}>
      <FailureNote failure={failure} />
      <ul>
        {people.map(({ id, name, position, role }) => (
          <li key={id}>
            <button type="button" disabled={busy} onClick={() => void run(id)}>
              <Avatar id={id} name={name} />
              <span>
                <b>{name}</b>
                <span className="demo-position">{position ?? roleName(role)}</span>
                <span className="demo-role meaning">
                  {position === roleName(role) ? roleMeaning(role) : `${roleName(role)}: ${roleMeaning(role)}`}
                </span>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
