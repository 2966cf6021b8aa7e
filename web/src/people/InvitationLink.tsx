import { Button, Group } from '@mantine/core';
import { Copyable } from '../desk/Copyable.tsx';
import { m } from '../i18n/paraglide/messages.js';

/** The link to hand over: seen once, good once. */
export function InvitationLink({ path, onDone }: { path: string | null; onDone(): void }) {
  return (
    <div className="form">
      <p>{path === null ? m.invitation_gone() : m.invitation_once()}</p>
      {path !== null && <Copyable text={new URL(path, window.location.origin).href} label={m.invitation_label()} />}
      <Group justify="flex-end">
        <Button variant="default" onClick={onDone}>
          {m.done()}
        </Button>
      </Group>
    </div>
  );
}
