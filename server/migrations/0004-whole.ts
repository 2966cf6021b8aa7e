import { Migration } from '@mikro-orm/migrations';
import { calendar } from './0004/calendar.sql.ts';
import { clients } from './0004/clients.sql.ts';
import { deals } from './0004/deals.sql.ts';
import { development } from './0004/development.sql.ts';
import { kinds, ledger } from './0004/ledger.sql.ts';
import { marketing } from './0004/marketing.sql.ts';
import { organisation } from './0004/organisation.sql.ts';
import { pay } from './0004/pay.sql.ts';
import { plans } from './0004/plans.sql.ts';
import { procedures } from './0004/procedures.sql.ts';
import { reference } from './0004/reference.sql.ts';
import { service } from './0004/service.sql.ts';
import { strategy } from './0004/strategy.sql.ts';
import { work } from './0004/work.sql.ts';

/** The whole department: what a folder of nouns needs stands in a file of its own in `0004/`. */
export class WholeMigration extends Migration {
  override up(): void {
    for (const part of [
      kinds,
      ledger,
      reference,
      calendar,
      clients,
      organisation,
      plans,
      deals,
      work,
      procedures,
      service,
      marketing,
      pay,
      development,
      strategy,
    ])
      this.addSql(part);
  }
}
