import type { Context } from '../../context.ts';
import { type Page, pageOf } from '../../lib/connection.ts';
import { checkedId } from '../../lib/decimal-id.ts';
import { isInstant } from '../../lib/keyset.ts';
import { Refusal } from '../../lib/refusal.ts';
import { type Fragment, join, sql } from '../../lib/sql.ts';
import { checkedText } from '../../lib/text.ts';
import type { AuditEntry, AuditFilter } from './audit-entry.ts';

const mostActions = 100;

/** A page of the audit log, the newest first; one statement whatever the size of the page. Names are looked up now: the log has none. */
export async function readAudit(
  ctx: Context,
  where: AuditFilter,
  first: number,
  after: string | null,
): Promise<Page<AuditEntry>> {
  const fits = join(conditions(where), ' and ');
  const onwards = after === null ? sql`true` : beyond(after);
  const entries = sql`audit_entry e left join account a on a.id = e.account_id left join credential c on c.id = e.credential_id`;
  const rows = await ctx.database.app.query<(AuditEntry | { id: null }) & { total: string }>(sql`/* audit */
    select p.*, n.total from (select count(*) as total from ${entries} where ${fits}) n left join lateral (
      select e.id, e.at, coalesce(a.name, c.name, e.principal) as actor, split_part(e.principal, ':', 1) as kind, e.action, e.subject,
        e.subject_id as "subjectId", e.address as "from", e.details::text as details, e.alert,
        exists (select from audit_chain h where h.entry_id = e.id) as chained
      from ${entries} where ${fits} and ${onwards} order by e.at desc, e.id desc limit ${first + 1}) p on true`);
  const found = rows.filter((row): row is AuditEntry & { total: string } => row.id !== null);
  return pageOf<AuditEntry>(found, first, Number(rows[0]?.total ?? 0), cursorOf);
}

function conditions(where: AuditFilter): Fragment[] {
  const parts = [sql`true`];
  if (where.actions) {
    if (where.actions.length > mostActions) throw Refusal.badInput('where.actions', `at most ${mostActions} values`);
    const actions = where.actions.map((action) => checkedText(action, 'where.actions', 'an action', 100));
    parts.push(sql`e.action = any(${actions}::text[])`);
  }
  if (where.actor) parts.push(byActor(checkedText(where.actor, 'where.actor', 'a name or principal', 200)));
  if (where.subject) parts.push(sql`e.subject = ${checkedText(where.subject, 'where.subject', 'a type', 100)}`);
  if (where.subjectId) parts.push(sql`e.subject_id = ${checkedId(where.subjectId, 'where.subjectId')}`);
  if (where.from) parts.push(sql`e.at >= ${where.from}`);
  if (where.to) parts.push(sql`e.at < ${where.to}`);
  if (where.alerts) parts.push(sql`e.alert`);
  return parts;
}

/** The database may know capital letters of English only: the spellings people use are all tried. */
function byActor(actor: string): Fragment {
  const lower = actor.toLowerCase();
  const titled = lower.replace(/(^|[\s-])\S/g, (first) => first.toUpperCase());
  const patterns = [...new Set([actor, lower, titled, actor.toUpperCase()])].map(
    (text) => `%${text.replace(/[\\%_]/g, '\\$&')}%`,
  );
  return sql`(e.principal = ${actor} or coalesce(a.name, c.name) collate "und-x-icu" ilike any(${patterns}::text[]))`;
}

function cursorOf({ at, id }: AuditEntry): string {
  return Buffer.from(`${at.toISOString()} ${id}`).toString('base64url');
}

function beyond(cursor: string): Fragment {
  const [, at, id] = /^(\d{4}-\d\d-\d\dT[\d:.]+Z) (\d{1,18})$/.exec(Buffer.from(cursor, 'base64url').toString()) ?? [];
  if (!at || !id || !isInstant(at)) throw Refusal.badInput('after', 'the endCursor of an earlier page');
  return sql`(e.at, e.id) < (${at}::timestamptz, ${id}::bigint)`;
}
