import { Migration } from '@mikro-orm/migrations';
import { chain, contacts, fence, guardedGrants } from './0003-guarded.sql.ts';

/** Contacts and their fence, the chain of the audit log. */
export class GuardedMigration extends Migration {
  override up(): void {
    for (const part of [contacts, fence, chain, guardedGrants]) this.addSql(part);
  }
}
