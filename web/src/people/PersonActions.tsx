import { ActionIcon, Menu } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { mayDo } from '../access/may.ts';
import type { Me } from '../access/me.ts';
import { m } from '../i18n/paraglide/messages.js';
import type { Person } from './person.ts';

export type PersonAction = 'amend' | 'invite' | 'end' | 'dismiss';

interface Props {
  person: Person;
  me: Me;
  onChoose(action: PersonAction): void;
}

/** What may be done about somebody's account: only what would not be refused. */
export function PersonActions({ person, me, onChoose }: Props) {
  const may = {
    amend: mayDo(me, 'amendAccount'),
    invite: mayDo(me, 'inviteAgain'),
    end: mayDo(me, 'endAccount'),
    dismiss: mayDo(me, 'dismissEmployee') && person.employee !== null && person.employee.id !== me.employee?.id,
  };
  if (!Object.values(may).some(Boolean)) return null;
  return (
    <Menu>
      <Menu.Target>
        <ActionIcon className="rows-menu" variant="subtle" size="lg" aria-label={m.actions_for({ name: person.name })}>
          <IconDots />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {may.amend && <Menu.Item onClick={() => onChoose('amend')}>{m.person_amend()}</Menu.Item>}
        {may.invite && <Menu.Item onClick={() => onChoose('invite')}>{m.invite_again()}</Menu.Item>}
        {may.end && (
          <Menu.Item color="bad" onClick={() => onChoose('end')}>
            {m.account_end()}
          </Menu.Item>
        )}
        {may.dismiss && (
          <Menu.Item color="bad" onClick={() => onChoose('dismiss')}>
            {m.dismiss_action()}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
