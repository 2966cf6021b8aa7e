import { Migration } from '@mikro-orm/migrations';
import { accessGrants, accessNews, accounts, audit } from './0002-access.sql.ts';

/** Accounts, credentials, pairing. */
export class AccessMigration extends Migration {
  override up(): void {
    for (const part of [accounts, audit, accessNews, accessGrants]) this.addSql(part);
  }
}
