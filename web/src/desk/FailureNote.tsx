import { IconAlertTriangle } from '@tabler/icons-react';
import type { ApiFailure } from '../api/api-failure.ts';
import { failureWords } from './failure-words.ts';

interface Props {
  failure: ApiFailure | undefined;
  /** Fields that say for themselves what is wrong with them. */
  fields?: readonly string[];
}

/** What went wrong, in words, where no field of a form has said it already. */
export function FailureNote({ failure, fields = [] }: Props) {
  if (!failure || (failure.field !== undefined && fields.includes(failure.field))) return null;
  return (
    <p className="failure" role="alert">
      <IconAlertTriangle aria-hidden="true" />
      <span>{failureWords(failure)}</span>
    </p>
  );
}
