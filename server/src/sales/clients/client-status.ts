import { registerEnumType } from 'type-graphql';
import { join, sql } from '../../lib/sql.ts';
import type { ListFilter } from '../../records/list-filter.ts';

/** How a client stands as of now, as its purchases tell it. */
export type ClientStatus = 'new' | 'active' | 'sleeping' | 'lost';

export const ClientStatusEnum: Record<string, ClientStatus> = {
  NEW: 'new',
  ACTIVE: 'active',
  SLEEPING: 'sleeping',
  LOST: 'lost',
};
registerEnumType(ClientStatusEnum, {
  name: 'ClientStatus',
  description: 'How a client stands as of now, as its purchases tell it (новый, активный, спящий, потерянный).',
  valuesConfig: {
    NEW: { description: 'it has not bought yet' },
    ACTIVE: { description: 'it has bought within the activity window' },
    SLEEPING: { description: 'its window has lapsed' },
    LOST: { description: 'twice its window has lapsed' },
  },
});

/** What is kept of a client's purchases. */
interface Lapses {
  activeUntil: Date | null;
  lostFrom: Date | null;
}

export function statusOf({ activeUntil, lostFrom }: Lapses, now: Date): ClientStatus {
  if (activeUntil === null) return 'new';
  if (now < activeUntil) return 'active';
  return lostFrom === null || now < lostFrom ? 'sleeping' : 'lost';
}

/** The same as a condition of lists. */
export const statusFilter: ListFilter<ClientStatus[]> = {
  type: () => [ClientStatusEnum],
  description: 'how it stands as of now',
  condition: (wanted, { clock }) => {
    const now = clock.now();
    const conditions = {
      new: sql`t.active_until is null`,
      active: sql`t.active_until > ${now}`,
      sleeping: sql`t.active_until <= ${now} and t.lost_from > ${now}`,
      lost: sql`t.lost_from <= ${now}`,
    };
    const any = [...new Set(wanted)].map((status) => sql`(${conditions[status]})`);
    return any.length > 0 ? sql`(${join(any, ' or ')})` : sql`false`;
  },
};
