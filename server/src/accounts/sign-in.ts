import type { Role } from '../access/roles.ts';
import { sql } from '../lib/sql.ts';
import { isKeepable } from '../lib/text.ts';
import { AuthRefusal } from './auth-refusal.ts';
import { auditAccount, type Entered, type Entrance } from './entrance.ts';
import { isPassword } from './password.ts';
import { startSession, type Whence } from './session.ts';
import { forgetTries, forgiveTry, type Try, trySignIn } from './throttle.ts';
import { takeCode } from './totp.ts';

export interface SignIn {
  login: string;
  password: string;
  /** of an authenticator, or for recovery */
  code?: string | undefined;
}

interface Known {
  id: string;
  name: string;
  role: Role;
  password_hash: string | null;
  totp: boolean;
}

/** Lets somebody in by login and password, and by a second factor where they have one. Every try is counted before it is looked at. */
export async function signIn(entrance: Entrance, given: SignIn, whence: Whence): Promise<Entered> {
  const { database, clock } = entrance;
  const { owner } = database;
  const login = given.login.normalize('NFKC').trim().toLowerCase();
  const tried = await trySignIn(owner, login, clock.now());
  if (!tried.allowed) throw AuthRefusal.tooManyAttempts(tried.retryAfter);
  const known = isKeepable(login) ? await findAccount(entrance, login) : null;
  const right = await isPassword(known?.password_hash ?? null, given.password, whence.from).catch(
    async (error: unknown) => {
      // nothing was learnt
      await forgiveTry(owner, tried.key, clock.now());
      throw error;
    },
  );
  if (!known || !right) throw refused(entrance, known, tried, whence, AuthRefusal.wrongCredentials());
  if (known.totp) {
    if (!given.code) {
      await forgiveTry(owner, tried.key, clock.now());
      throw new AuthRefusal(401, 'CODE_NEEDED', 'The code of your authenticator is needed too');
    }
    if (!(await takeCode(owner, known.id, given.code, clock.now()))) {
      const wrong = new AuthRefusal(401, 'WRONG_CODE', 'The code is wrong, or was used before');
      throw refused(entrance, known, tried, whence, wrong);
    }
  }
  await forgetTries(owner, tried.key);
  return enter(entrance, known, 'password', whence);
}

async function findAccount({ database }: Entrance, login: string): Promise<Known | null> {
  const [row] =
    await database.owner.query<Known>(sql`/* account-by-login */ select a.id, a.name, a.role, s.password_hash,
      s.totp_confirmed_at is not null as totp
    from account a left join account_secret s on s.account_id = a.id where a.login = ${login} and a.ended_at is null`);
  return row ?? null;
}

/** Notes that somebody was tried with. Nobody waits for it: that would tell logins that exist from those that don't. */
function refused(
  entrance: Entrance,
  known: Known | null,
  tried: Try & { allowed: true },
  whence: Whence,
  why: AuthRefusal,
): AuthRefusal {
  if (known) {
    const event = { action: 'signInFailed', alert: tried.blocks, details: { why: why.code } };
    auditAccount(entrance, known.id, whence, event).catch((err: unknown) =>
      entrance.log.error({ err }, 'a failed sign-in could not be noted'),
    );
  }
  return why;
}

/** Begins a session of somebody who has shown who they are. */
export async function enter(
  entrance: Entrance,
  { id, name, role }: { id: string; name: string; role: Role },
  by: 'password' | 'oidc' | 'demo' | 'invitation',
  whence: Whence,
): Promise<Entered> {
  const session = await startSession(entrance.database.owner, id, whence, entrance.clock.now());
  const event = { action: 'signIn', credentialId: session.id, details: { by } };
  await auditAccount(entrance, id, whence, event);
  return { secret: session.secret, viewer: { name, role } };
}
