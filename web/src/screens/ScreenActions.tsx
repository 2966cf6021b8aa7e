import { ActionIcon, Menu } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { m } from '../i18n/paraglide/messages.js';

export type ScreenAction = 'amend' | 'revoke';

/** What can be done about a screen. */
export function ScreenActions({ name, onChoose }: { name: string; onChoose(action: ScreenAction): void }) {
  return (
    <Menu>
      <Menu.Target>
        <ActionIcon className="rows-menu" variant="subtle" size="lg" aria-label={m.actions_for({ name })}>
          <IconDots />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => onChoose('amend')}>{m.screen_amend()}</Menu.Item>
        <Menu.Item color="bad" onClick={() => onChoose('revoke')}>
          {m.screen_revoke()}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
