import { Migration } from '@mikro-orm/migrations';
import { deals, grants, ledger, nouns, rollupTables } from './0001-spine.sql.ts';

/** Reference nouns, deals, ledger, rollups, grants. */
export class Spine extends Migration {
  override up(): void {
    for (const part of [nouns, deals, ledger, rollupTables, grants]) this.addSql(part);
  }
}
