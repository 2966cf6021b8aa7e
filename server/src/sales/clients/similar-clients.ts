import type { Context, Row } from '../../context.ts';
import { Refusal } from '../../lib/refusal.ts';
import { sql } from '../../lib/sql.ts';
import { checkedText } from '../../lib/text.ts';
import { checkedEmail, checkedPhone } from '../contacts/checked-details.ts';

/** What is known of a client that may be there already. */
export interface Likeness {
  name?: string | null;
  inn?: string | null;
  phone?: string | null;
  email?: string | null;
}

/** Clients that are like one, as far as the viewer may know. */
export interface Similar {
  rows: Row[];
  /** how many more there are that the viewer may not see */
  hidden: number;
}

const most = 50;

/** Clients that share name, number, phone or e-mail with what is about to be added; one statement. */
export async function similarClients(ctx: Context, like: Likeness): Promise<Similar> {
  const given = (text: string | null | undefined, field: string) =>
    text === null || text === undefined || text.trim() === ''
      ? null
      : checkedText(text.trim(), `like.${field}`, 'a text', 300);
  const name = given(like.name, 'name');
  const inn = given(like.inn, 'inn')?.replaceAll(/\s/g, '') ?? null;
  const phone = checkedPhone(given(like.phone, 'phone'), 'like.phone');
  const email = checkedEmail(given(like.email, 'email'), 'like.email');
  if ([name, inn, phone, email].every((text) => text === null)) {
    throw Refusal.badInput('like', 'at least one of name, inn, phone, email');
  }
  // rows by each of the four, so that each finds its index
  const found = await ctx.database.app.query<
    Row & { seen: boolean; hidden: string }
  >(sql`/* similar-clients */ with alike as (
      select id from client where name_key = client_name_key(${name}) and name_key <> ''
      union select id from client where inn = ${inn}
      union select id from client where phone = ${phone}
      union select id from client where email = ${email}
    ), told as (
      select t.*, ${ctx.access.rows('read', 'Client', 't')} as seen from client t where t.id in (select id from alike) and t.ended_at is null
    )
    select p.*, n.hidden from (select count(*) filter (where not seen) as hidden from told) n
    left join lateral (select * from told where seen order by id limit ${most}) p on true`);
  return { rows: found.filter(({ id }) => id !== null), hidden: Number(found[0]?.hidden ?? 0) };
}
