import type { Role } from '../access/roles.ts';
import { sql } from '../lib/sql.ts';
import { auditAccount, type Entered, type Entrance } from './entrance.ts';
import type { Whence } from './session.ts';
import { enter } from './sign-in.ts';

/** What a provider says of who has signed in there. */
export interface Claims {
  issuer: string;
  subject: string;
  /** only when the provider has made sure that it is theirs */
  verifiedEmail: string | null;
}

interface Known {
  id: string;
  name: string;
  role: Role;
}

/**
 * Lets in whoever a provider vouches for: by what it calls them, or, the first time, by their e-mail address when it is the login of an
 * account that belongs to nobody there yet. Null: we know nobody like that, and make no accounts on anybody else's word.
 */
export async function enterByOidc(entrance: Entrance, claims: Claims, whence: Whence): Promise<Entered | null> {
  const known = (await findBySubject(entrance, claims)) ?? (await link(entrance, claims, whence));
  return known && enter(entrance, known, 'oidc', whence);
}

/** Another provider may call somebody else the same. */
const nameOf = ({ issuer, subject }: Claims): string => `${issuer} ${subject}`;

async function findBySubject({ database }: Entrance, claims: Claims): Promise<Known | null> {
  const [row] = await database.owner.query<Known>(sql`/* account-by-oidc */ select id, name, role from account
    where oidc_subject = ${nameOf(claims)} and ended_at is null`);
  return row ?? null;
}

async function link(entrance: Entrance, claims: Claims, whence: Whence): Promise<Known | null> {
  if (claims.verifiedEmail === null) return null;
  const login = claims.verifiedEmail.normalize('NFKC').trim().toLowerCase();
  const [row] = await entrance.database.owner.query<Known>(sql`/* link-oidc */ update account
    set oidc_subject = ${nameOf(claims)}, version = version + 1
    where login = ${login} and oidc_subject is null and ended_at is null returning id, name, role`);
  if (row) await auditAccount(entrance, row.id, whence, { action: 'oidcLinked' });
  return row ?? null;
}
