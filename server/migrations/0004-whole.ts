import { Migration } from '@mikro-orm/migrations';
import { kinds, ledger } from './0004/ledger.sql.ts';
import { reference } from './0004/reference.sql.ts';

/** The whole department: what a folder of nouns needs stands in a file of its own in `0004/`. */
export class WholeMigration extends Migration {
  override up(): void {
    for (const part of [kinds, ledger, reference]) this.addSql(part);
  }
}
