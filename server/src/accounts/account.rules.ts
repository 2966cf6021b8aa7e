import { people, type Role } from '../access/roles.ts';
import { type NounRules, ownAccount } from '../access/rules.ts';
import { sql } from '../lib/sql.ts';

/** Who decides who is let in. */
export const keyholders: readonly Role[] = ['director', 'administrator'];
/** Everybody else who works here. */
export const others: readonly Role[] = people.filter((role) => !keyholders.includes(role));

/** Accounts are managed by directors and administrators; everybody sees their own. */
export const accountRules: NounRules = {
  subject: 'Account',
  parts: ['CreatedAccount'],
  rows: { table: 'account', attributes: { accountId: (account, id) => sql`${account}.id = ${id}::bigint` } },
  rules: [
    { who: keyholders, may: ['read', 'createAccount', 'amendAccount', 'inviteAgain', 'endAccount'] },
    { who: others, may: ['read'], which: ownAccount },
  ],
};
