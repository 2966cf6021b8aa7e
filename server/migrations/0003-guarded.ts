import { Migration } from '@mikro-orm/migrations';
import { chain, contacts, fence, guardedGrants, keys } from './0003-guarded.sql.ts';

/** Contacts and their fence, the chain of the audit log, keys that say nothing. */
export class GuardedMigration extends Migration {
  override up(): void {
    for (const part of [contacts, fence, chain, keys, guardedGrants]) this.addSql(part);
  }
}
