/** How somebody signs in. */
export interface SignInWays {
  /** Somebody who comes in by the company's sign-in, or by one click in a demo, has none. */
  login: string | null;
  totp: boolean;
  oidc: boolean;
  passwordSet: boolean;
}

/** What an authenticator needs: as text, and as the address it reads from a picture. */
export interface TotpSecret {
  secret: string;
  uri: string;
}
