/** Why somebody is not let in, as /auth says it: a code to act on and words to read. */
export class AuthRefusal extends Error {
  readonly status: number;
  readonly code: string;
  /** seconds */
  readonly retryAfter: number | undefined;

  constructor(status: number, code: string, message: string, retryAfter?: number) {
    super(message);
    this.name = 'AuthRefusal';
    this.status = status;
    this.code = code;
    this.retryAfter = retryAfter;
  }

  /** Says the same of a wrong login and a wrong password: which logins there are is nobody's business. */
  static wrongCredentials(): AuthRefusal {
    return new AuthRefusal(401, 'WRONG_CREDENTIALS', 'The login or the password is wrong');
  }

  static tooManyAttempts(retryAfter: number): AuthRefusal {
    return new AuthRefusal(429, 'TOO_MANY_ATTEMPTS', `Too many attempts: try again in ${retryAfter} s`, retryAfter);
  }

  static invitationGone(): AuthRefusal {
    return new AuthRefusal(404, 'INVITATION_GONE', 'This link was used, has run out, or was replaced by a newer one');
  }
}
