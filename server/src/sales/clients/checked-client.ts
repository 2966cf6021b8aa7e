import type { Context } from '../../context.ts';
import type { Transaction } from '../../database/database.ts';
import { Refusal } from '../../lib/refusal.ts';
import { sql } from '../../lib/sql.ts';
import { checkInput, type Input } from '../../records/check-input.ts';
import { checkedEmail, checkedPhone } from '../contacts/checked-details.ts';
import { type ClientRow, clientFields } from './client.ts';
import { isInn } from './inn.ts';

/** What can be said of a client; null clears, left out stays. */
export interface ClientDetails {
  kind?: ClientRow['kind'] | null;
  inn?: string | null;
  phone?: string | null;
  email?: string | null;
  site?: string | null;
  note?: string | null;
  segmentId?: string | null;
  territoryId?: string | null;
  sourceId?: string | null;
  ownerId?: string | null;
  parentId?: string | null;
}

/** Whose it is, is looked at by itself: with the department that comes with it. */
const { owner: _, ...told } = clientFields;
const words = ['inn', 'phone', 'email', 'site', 'note'] as const;

/** What of a client is changed or set, as its row holds it. */
export type Checked = Partial<Omit<ClientRow, 'ownerId'>>;

/** Checks what is given of a client: only that is there. `before`: the client as it stands, null where it is being added. */
export async function checkedClient(
  tx: Transaction,
  ctx: Context,
  input: ClientDetails & { name?: string | null },
  before: ClientRow | null,
): Promise<Checked> {
  const given: Record<string, unknown> = { ...input };
  // what cannot be cleared stays
  for (const name of ['name', 'kind']) if (given[name] === null) delete given[name];
  // a field that was emptied is one that says nothing
  for (const name of words) if (typeof given[name] === 'string' && given[name].trim() === '') given[name] = null;
  if (typeof given.phone === 'string') given.phone = checkedPhone(given.phone);
  if (typeof given.email === 'string') given.email = checkedEmail(given.email);
  if (typeof given.inn === 'string') given.inn = given.inn.replaceAll(/\s/g, '');
  const look = { tx, ctx, before: (before ?? {}) as Input };
  const checked = (await checkInput(told, given, look)) as Checked;
  checkInn({ ...before, ...checked });
  checkSite(checked.site);
  if (checked.parentId) await checkParent(tx, checked.parentId, before?.id ?? null);
  return checked;
}

function checkInn({ inn, kind }: Checked): void {
  if (!inn) return;
  if (!isInn(inn))
    throw Refusal.badInput('input.inn', 'a number of a taxpayer (ИНН): 10 or 12 digits, the last of which fit');
  if (kind === 'person' && inn.length === 10) throw Refusal.badInput('input.inn', 'the 12 digits of a person');
}

/** Refuses what is no page on the internet. */
export function checkSite(site: string | null | undefined): void {
  if (site && !/^(https?:\/\/)?[^\s/:@]+\.[^\s/:@.]{2,}(:\d+)?([/?#]\S*)?$/i.test(site)) {
    throw Refusal.badInput('input.site', 'a page on the internet, like firm.ru');
  }
}

/** A company belongs to none that belongs to it. */
async function checkParent(tx: Transaction, parentId: string, id: string | null): Promise<void> {
  if (id === null) return;
  const [loop] = await tx.query(sql`/* parents-of-client */ with recursive above(id, parent_id) as (
      select id, parent_id from client where id = ${parentId}
      union select c.id, c.parent_id from client c join above a on c.id = a.parent_id
    ) select 1 from above where id = ${id}`);
  if (loop) throw Refusal.badInput('input.parentId', 'a client that does not belong to this one', { got: parentId });
}
