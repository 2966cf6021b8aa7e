import type { Role } from '../access/roles.ts';
import { type NounRules, ownAccount, type Which } from '../access/rules.ts';
import { sql } from '../lib/sql.ts';
import { keyholders, others } from './account.rules.ts';

const screens: Which = () => ({ kind: 'screen' });
const wallkeepers: readonly Role[] = ['deputy', 'head_of_sales'];

/**
 * Everybody sees and takes back what lets them in, and makes tokens that are themselves; of another role, for machines, only those who
 * decide who is let in. Screens belong to whoever looks after the walls.
 */
export const credentialRules: NounRules = {
  subject: 'Credential',
  parts: ['CreatedToken'],
  rows: {
    table: 'credential',
    attributes: {
      accountId: (credential, id) => sql`${credential}.account_id = ${id}::bigint`,
      kind: (credential, kind) => sql`${credential}.kind = ${kind}::credential_kind`,
    },
  },
  rules: [
    { who: keyholders, may: ['read', 'createToken', 'revokeCredential', 'amendScreen'] },
    { who: others, may: ['read', 'revokeCredential'], which: ownAccount },
    { who: others, may: ['createToken'], which: ownAccount, fields: ['name', 'readOnly', 'days'] },
    { who: wallkeepers, may: ['read', 'revokeCredential', 'amendScreen'], which: screens },
  ],
};
