/** What a password must be like; whether it is a well-known one only the server can tell. */
export const SHORTEST_PASSWORD = 10;

/** Different letters below which a long password is still a simple one. */
const VARIED = 5;

export interface PasswordRules {
  length: boolean;
  notLogin: boolean;
  /** Not one key held down, and not a row of the keyboard. */
  varied: boolean;
}

/** Which rules a password keeps so far; an empty one keeps none. */
export function passwordRules(password: string, login: string): PasswordRules {
  const letters = [...password];
  const low = password.toLowerCase();
  const own = login.trim().toLowerCase();
  return {
    length: letters.length >= SHORTEST_PASSWORD,
    notLogin: letters.length > 0 && low !== own && !own.split('@').includes(low),
    varied: new Set(low).size >= VARIED && !ROWS.some((row) => row.includes(low) || low.includes(row.slice(0, 6))),
  };
}

const ROWS = ['1234567890', 'qwertyuiop', 'йцукенгшщзхъ', 'asdfghjkl', 'password', 'abcdefghij'];
