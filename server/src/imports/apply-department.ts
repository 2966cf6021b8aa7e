import type { Context, DepartmentSettings } from '../context.ts';
import type { Entry } from '../ledger/entry.ts';
import { post } from '../ledger/post.ts';
import { sql } from '../lib/sql.ts';
import { dayOf } from '../lib/zone.ts';
import type { Mapping } from './mapping.ts';

/** The settings an import will work under, and whether they have to be stored first. A text says why the mapping's cannot be had. */
export async function plannedSettings(
  ctx: Context,
  { department }: Mapping,
): Promise<{ settings: DepartmentSettings; changed: boolean; notes: string[] } | string> {
  const { settings } = ctx;
  if (!department) return { settings, changed: false, notes: [] };
  const [ledger] = await ctx.database.app.query<{ used: boolean }>(
    sql`/* ledger-used */ select exists (select from ledger) as used`,
  );
  const wanted = {
    ...settings,
    departmentName: department.name ?? settings.departmentName,
    timeZone: department.timeZone ?? settings.timeZone,
    currency: department.currency ?? settings.currency,
  };
  const fixed = (['timeZone', 'currency'] as const).filter((key) => wanted[key] !== settings[key]);
  const renamed = wanted.departmentName !== settings.departmentName;
  if (!ledger?.used) {
    const changed = renamed || fixed.length > 0;
    const note = `the department is "${wanted.departmentName}", time zone ${wanted.timeZone}, currency ${wanted.currency}`;
    return { settings: wanted, changed, notes: changed ? [note] : [] };
  }
  if (fixed.length > 0) {
    const differs = fixed.map((key) => `${key} is ${settings[key]}, not ${wanted[key]}`).join(', ');
    return `department: ${differs}; it is fixed once the ledger has entries: import into an empty department (npm run db:reset with DEMO=0), or change the mapping`;
  }
  return {
    settings,
    changed: false,
    notes: renamed ? [`the department keeps its name "${settings.departmentName}"`] : [],
  };
}

/** Stores the settings a mapping brings to an empty department. */
export async function storeSettings(ctx: Context, settings: DepartmentSettings): Promise<void> {
  const now = ctx.clock.now();
  await ctx.database.owner.transaction(async (tx) => {
    await tx.query(sql`/* import-settings */ update setting set department_name = ${settings.departmentName}, time_zone = ${settings.timeZone},
      currency = ${settings.currency}, revision = revision + 1`);
    const entry: Entry = {
      kind: 'settings_changed',
      effectiveAt: now,
      recordedAt: now,
      day: dayOf(now, settings.timeZone),
      origin: ctx.viewer.origin,
      actorId: ctx.viewer.employeeId,
      event: false,
      correction: false,
      reverses: null,
      factId: null,
      dealId: null,
      dimensions: {},
      amounts: {},
    };
    await post(tx, [entry]);
  });
}
