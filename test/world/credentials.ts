import { addCredential } from '../../server/src/access/credential.ts';
import type { Role } from '../../server/src/access/roles.ts';
import { newSecret } from '../../server/src/access/secret.ts';
import type { Queryable } from '../../server/src/database/database.ts';
import type { Named } from './nouns.ts';

export interface TokenOptions {
  /** as whom of the department */
  employee?: Named;
  readOnly?: boolean;
  expiresAt?: Date;
}

/** An API token, straight into the database: for tests that are about something else. */
export async function issueToken(db: Queryable, role: Role, options: TokenOptions = {}): Promise<string> {
  const { employee, readOnly = false, expiresAt = null } = options;
  const secret = newSecret();
  const made = { kind: 'token', role, name: role, employeeId: employee?.id ?? null, readOnly, expiresAt } as const;
  await addCredential(db, secret, { ...made, createdBy: 'test' }, new Date());
  return secret;
}
