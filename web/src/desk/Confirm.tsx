import { Button, Group, Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import type { ApiFailure } from '../api/api-failure.ts';
import { m } from '../i18n/paraglide/messages.js';
import { FailureNote } from './FailureNote.tsx';

interface Props {
  title: string;
  /** What will happen. */
  children: ReactNode;
  action: string;
  busy: boolean;
  failure: ApiFailure | undefined;
  onConfirm(): void;
  onClose(): void;
}

/** Asks before something that cannot be taken back. */
export function Confirm({ title, children, action, busy, failure, onConfirm, onClose }: Props) {
  return (
    <Modal opened onClose={onClose} title={title} closeButtonProps={{ 'aria-label': m.close() }}>
      <div className="dialog">
        <div className="dialog-text">{children}</div>
        <FailureNote failure={failure} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose} data-autofocus>
            {m.cancel()}
          </Button>
          <Button color="bad" loading={busy} onClick={onConfirm}>
            {action}
          </Button>
        </Group>
      </div>
    </Modal>
  );
}
