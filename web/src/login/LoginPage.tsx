import './login.css';
import { Skeleton, Stack } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { hasEnded, nextPath } from '../access/next-path.ts';
import { askOptions } from '../access/options.ts';
import { useLoaded } from '../api/use-query.ts';
import { DeskFrame } from '../desk/DeskPage.tsx';
import { FailureNote } from '../desk/FailureNote.tsx';
import { m } from '../i18n/paraglide/messages.js';
import { useLanguage } from '../i18n/use-language.ts';
import { DemoPeople } from './DemoPeople.tsx';
import { FirstStart } from './FirstStart.tsx';
import { OidcButton } from './OidcButton.tsx';
import { PasswordForm } from './PasswordForm.tsx';
import { noteSentOn, wasSentOn } from './sent-on.ts';

/** The way in: as one of the demo people, through the company's own sign-in, or by password. */
export function LoginPage() {
  useLanguage();
  const { data: options, failure } = useLoaded(askOptions);
  const next = nextPath(window.location.search);
  // Not twice in a row: should that page not take us for somebody, signing in anew is the way out of the circle.
  const [sentOn] = useState(() => wasSentOn());
  const signedIn = options?.viewer?.kind === 'session' && !sentOn;
  useEffect(() => {
    if (!signedIn) return;
    noteSentOn();
    window.location.replace(next);
  }, [signedIn, next]);

  if (!options || signedIn) {
    return (
      <DeskFrame title={m.sign_in_title()} narrow>
        <FailureNote failure={failure} trying />
        <Stack mt="xl" aria-busy="true" aria-label={m.loading()}>
          <Skeleton height={44} />
          <Skeleton height={44} />
        </Stack>
      </DeskFrame>
    );
  }
  if (options.setUp) {
    return (
      <DeskFrame title={m.first_start_title()} narrow>
        <FirstStart />
      </DeskFrame>
    );
  }
  const demo = options.people.length > 0;
  return (
    <DeskFrame
      title={demo ? m.sign_in_demo_title() : m.sign_in_title()}
      lead={demo ? m.sign_in_demo_lead() : options.departmentName}
      narrow={!demo}
    >
      {hasEnded(window.location.search) && (
        <p className="failure login-ended" role="status">
          <IconInfoCircle aria-hidden="true" />
          <span>{m.session_ended()}</span>
        </p>
      )}
      <div className="login" data-demo={demo || undefined}>
        {demo && <DemoPeople people={options.people} next={next} />}
        <section className="login-form">
          {demo && <h2>{m.sign_in_by_password()}</h2>}
          {options.oidc && <OidcButton name={options.oidc.name} next={next} />}
          <PasswordForm next={next} autoFocus={!demo} />
        </section>
      </div>
    </DeskFrame>
  );
}
