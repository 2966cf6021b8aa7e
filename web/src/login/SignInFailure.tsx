import type { ApiFailure } from '../api/api-failure.ts';
import { FailureNote } from '../desk/FailureNote.tsx';

/** What the fields do not say for themselves. Being asked to wait ends when the waiting does. */
export function SignInFailure({ failure, wait }: { failure: ApiFailure | undefined; wait: number }) {
  if (!failure || failure.code === 'WRONG_CREDENTIALS' || failure.code === 'WRONG_CODE') return null;
  if (failure.code === 'TOO_MANY_ATTEMPTS' && wait === 0) return null;
  return <FailureNote failure={failure} />;
}
