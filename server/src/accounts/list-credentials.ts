import type { CredentialKind } from '../access/credential.ts';
import type { Context, Row } from '../context.ts';
import { type Page, pageOf } from '../lib/connection.ts';
import { checkedId } from '../lib/decimal-id.ts';
import { type Fragment, join, sql } from '../lib/sql.ts';
import { type Credential, credentialNoun } from './credential.ts';
import { day } from './invitation.ts';

export interface WhichCredentials {
  kind: CredentialKind | null;
  /** only those of the viewer's own account */
  mine: boolean;
}

/** how long what has ended is still listed: longer ago is for the audit log */
const shownAfterEnd = 30 * day;

/** A page of what lets people in, the newest first. Links that were used or ran out are left out, as is what ended long ago. */
export async function listCredentials(
  ctx: Context,
  which: WhichCredentials,
  first: number,
  after: string | null,
): Promise<Page<Credential>> {
  const fits = conditions(ctx, which);
  const onwards = after === null ? sql`true` : sql`c.id < ${checkedId(after, 'after')}::bigint`;
  const rows = await ctx.database.app.query<Row & { total: string }>(sql`/* list-credentials */
    select l.*, n.total from (select count(*) as total from credential c where ${fits}) n
    left join lateral (select * from credential c where ${fits} and ${onwards} order by c.id desc limit ${first + 1}) l on true`);
  const nodes = rows.filter((row) => row.id !== null).map(credentialNoun.fromRow);
  return pageOf(nodes, first, Number(rows[0]?.total ?? 0), (node) => node.id);
}

function conditions(ctx: Context, { kind, mine }: WhichCredentials): Fragment {
  const now = ctx.clock.now();
  const ended = sql`least(c.revoked_at, c.expires_at)`;
  const parts = [
    ctx.access.rows('read', 'Credential', 'c'),
    sql`(${ended} is null or ${ended} > ${new Date(now.getTime() - shownAfterEnd)})`,
    sql`(c.kind <> 'invitation' or (c.account_id is not null and c.revoked_at is null and c.expires_at > ${now}))`,
  ];
  if (kind) parts.push(sql`c.kind = ${kind}::credential_kind`);
  if (mine) parts.push(sql`c.account_id = ${ctx.viewer.accountId}::bigint`);
  return join(parts, ' and ');
}
