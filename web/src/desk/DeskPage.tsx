import '@mantine/core/styles.layer.css';
import './desk.css';
import { MantineProvider, Skeleton, Stack } from '@mantine/core';
import { useRouter } from '@tanstack/react-router';
import { type ReactNode, useEffect } from 'react';
import { mayOpen, type PageNeed } from '../access/may.ts';
import type { Me } from '../access/me.ts';
import { herePath, loginFor } from '../access/next-path.ts';
import { useMe } from '../access/use-me.ts';
import { m } from '../i18n/paraglide/messages.js';
import { Page } from '../pages/Page.tsx';
import { Locked } from './Locked.tsx';
import { cssVariables, theme } from './theme.ts';

interface FrameProps {
  title: string;
  /** The question this page answers, in a line. */
  lead?: string;
  narrow?: boolean;
  children: ReactNode;
}

/** A page with forms and lists: our frame around our dress of Mantine. */
export function DeskFrame({ title, lead, narrow, children }: FrameProps) {
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      defaultColorScheme="auto"
      deduplicateInlineStyles
      withGlobalClasses={false}
    >
      <Page title={title}>
        <div className="desk" data-narrow={narrow || undefined}>
          <h1>{title}</h1>
          {lead && <p className="desk-lead">{lead}</p>}
          {children}
        </div>
      </Page>
    </MantineProvider>
  );
}

interface Props extends Omit<FrameProps, 'children'> {
  /** What one must be allowed for the page to make sense. */
  need: PageNeed;
  children(me: Me): ReactNode;
}

/** A page for those who have signed in: others are asked to, and those without the right are told so. */
export function DeskPage({ title, lead, need, narrow, children }: Props) {
  const me = useMe();
  const router = useRouter();
  const stranger = me === 'nobody' || (need === 'account' && me?.kind === 'GUEST');
  useEffect(() => {
    if (stranger) router.history.replace(loginFor(herePath()));
  }, [stranger, router]);

  if (me === undefined || me === 'nobody' || stranger) {
    return (
      <DeskFrame title={title} lead={lead} narrow={narrow}>
        <Stack gap="sm" aria-busy="true" aria-label={m.loading()}>
          <Skeleton height={28} width="40%" />
          <Skeleton height={64} />
          <Skeleton height={64} />
        </Stack>
      </DeskFrame>
    );
  }
  if (!mayOpen(me, need)) {
    return (
      <DeskFrame title={title}>
        <Locked guest={me.kind === 'GUEST'} />
      </DeskFrame>
    );
  }
  return (
    <DeskFrame title={title} lead={lead} narrow={narrow}>
      {children(me)}
    </DeskFrame>
  );
}
