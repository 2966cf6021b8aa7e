import { Arg, Ctx, Int, Query, Resolver } from 'type-graphql';
import { audit } from '../../access/audit.ts';
import type { Context } from '../../context.ts';
import { checkedFirst, connectionOf, type Page } from '../../lib/connection.ts';
import { AuditEntry, AuditFilter } from './audit-entry.ts';
import { readAudit } from './read-audit.ts';

const AuditConnection = connectionOf(AuditEntry, 'Audit');

@Resolver(() => AuditEntry)
export class AuditResolver {
  @Query(() => AuditConnection, { description: 'The audit log, the newest first. That it was read is in it, too.' })
  async audit(
    @Arg('where', () => AuditFilter, { nullable: true }) where: AuditFilter | null,
    @Arg('first', () => Int, { nullable: true, description: 'entries on the page: 50 unless told, at most 500' }) first:
      | number
      | null,
    @Arg('after', () => String, { nullable: true, description: 'the cursor of the entry before the page' }) after:
      | string
      | null,
    @Ctx() ctx: Context,
  ): Promise<Page<AuditEntry>> {
    const size = checkedFirst(first);
    const page = await readAudit(ctx, where ?? {}, size, after ?? null);
    const details = { entries: page.nodes.length, filtered: Object.keys(where ?? {}).length > 0 };
    await audit(ctx.database.app, ctx.viewer, ctx.clock.now(), { action: 'readAudit', details });
    return page;
  }
}
