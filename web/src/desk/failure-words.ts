import type { ApiFailure } from '../api/api-failure.ts';
import { m } from '../i18n/paraglide/messages.js';

/** Why something did not work, in plain words. The server's own message stays in its log. */
export function failureWords(failure: ApiFailure): string {
  switch (failure.code) {
    case 'UNREACHABLE':
      return m.failure_unreachable();
    case 'UNAUTHENTICATED':
      return m.failure_unauthenticated();
    case 'FORBIDDEN':
      return m.failure_forbidden();
    case 'UNKNOWN_DOCUMENT':
      return m.failure_outdated();
    case 'CONFLICT':
      return m.failure_conflict();
    case 'NOT_FOUND':
      return m.failure_not_found();
    case 'WRONG_CREDENTIALS':
      return m.failure_wrong_credentials();
    case 'WRONG_CODE':
      return m.failure_wrong_code();
    case 'TOO_MANY_ATTEMPTS':
      return m.failure_too_many();
    case 'RATE_LIMITED':
      return m.failure_too_fast();
    case 'BUSY':
      return m.failure_busy();
    case 'LOGIN_TAKEN':
      return m.failure_login_taken();
    case 'EMPLOYEE_TAKEN':
      return m.failure_employee_taken();
    case 'EMPLOYEE_LEFT':
      return m.failure_employee_left();
    case 'LAST_KEYHOLDER':
      return m.failure_last_keyholder();
    case 'OWN_ACCOUNT':
      return m.failure_own_account();
    case 'ACCOUNT_ENDED':
      return m.failure_account_ended();
    case 'NO_LOGIN':
      return m.failure_no_login();
    case 'NO_PASSWORD':
      return m.password_unset();
    case 'INVITATION_GONE':
      return m.failure_invitation_gone();
    case 'BAD_USER_INPUT':
    case 'REFUSED':
      return fieldWords(failure.field);
    default:
      return m.failure_other();
  }
}

/** What is wrong with one field, to be said beside it; undefined when the failure is about something else. */
export function fieldError(failure: ApiFailure | undefined, field: string): string | undefined {
  return failure?.field === field ? failureWords(failure) : undefined;
}

function fieldWords(field: string | undefined): string {
  switch (field) {
    case 'password':
    case 'next':
      return m.failure_password();
    case 'current':
      return m.failure_current_password();
    case 'login':
      return m.failure_login();
    case 'name':
      return m.failure_name();
    case 'code':
      return m.failure_wrong_code();
    case 'employeeId':
      return m.failure_employee();
    case 'successorId':
      return m.failure_successor();
    default:
      return m.failure_input();
  }
}
