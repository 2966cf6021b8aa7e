import { IconAlertTriangle } from '@tabler/icons-react';
import type { ApiFailure } from '../api/api-failure.ts';
import { m } from '../i18n/paraglide/messages.js';
import { failureWords } from './failure-words.ts';

interface Props {
  failure: ApiFailure | undefined;
  /** Fields that say for themselves what is wrong with them. */
  fields?: readonly string[];
  /** It is being asked again by itself: then nobody need press anything. */
  trying?: boolean;
}

/** What went wrong, in words, where no field of a form has said it already. */
export function FailureNote({ failure, fields = [], trying = false }: Props) {
  if (!failure || (failure.field !== undefined && fields.includes(failure.field))) return null;
  return (
    <p className="failure" role="alert">
      <IconAlertTriangle aria-hidden="true" />
      <span>{trying && failure.unreachable ? m.failure_trying() : failureWords(failure)}</span>
    </p>
  );
}
