import { locks } from '../../database/locks.ts';
import { Refusal } from '../../lib/refusal.ts';
import { sql } from '../../lib/sql.ts';
import type { Step } from '../../records/define-record.ts';

/** What of an employee is looked at together. */
interface Place {
  superiorId: string | null;
  standInId: string | null;
  hiredOn: string | null;
  probationUntil: string | null;
}

/** Refuses somebody who would answer to themselves, over whatever detour, stand in for themselves, or try out before they came. */
export async function ensurePlace({ tx, before, after }: Pick<Step, 'tx' | 'before' | 'after'>): Promise<void> {
  const { id } = after;
  const { superiorId, standInId, hiredOn, probationUntil } = after as typeof after & Place;
  if (standInId === id) {
    throw Refusal.refused('OWN_STAND_IN', 'input.standInId: nobody stands in for themselves', {
      field: 'input.standInId',
    });
  }
  if (hiredOn !== null && probationUntil !== null && probationUntil < hiredOn)
    throw Refusal.badInput('input.probationUntil', `a day not before the first one, ${hiredOn}`, {
      got: probationUntil,
    });
  if (superiorId === null || superiorId === (before as Place | null)?.superiorId) return;
  // two changes that only together make a circle: the second looks after the first has committed
  await tx.query(sql`/* one-superior-at-a-time */ select pg_advisory_xact_lock(${locks.superiors})`);
  const [circle] = await tx.query(sql`/* superiors-above */ with recursive above as (
      select ${superiorId}::bigint as id
      union select e.superior_id from above join employee e on e.id = above.id where e.superior_id is not null
    ) select 1 from above where id = ${id}`);
  if (!circle) return;
  throw Refusal.refused('SUPERIOR_CYCLE', 'input.superiorId: they would answer to themselves', {
    field: 'input.superiorId',
  });
}
