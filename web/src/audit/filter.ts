import type { AuditFilter } from '../gql/graphql.ts';

/** What of the log is shown; every view of it is an address. Days are the viewer's own, YYYY-MM-DD. */
export interface LogFilter {
  action?: string;
  actor?: string;
  from?: string;
  to?: string;
  alerts?: true;
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Reads a filter from an address; what makes no sense there is left out. */
export function readFilter(search: Record<string, unknown>): LogFilter {
  const text = (key: string) => {
    const value = search[key];
    // The router reads ?actor=5 as a number.
    const said = typeof value === 'number' ? String(value) : value;
    return typeof said === 'string' && said.trim() !== '' ? said : undefined;
  };
  const day = (key: string) => {
    const value = text(key);
    return value !== undefined && DAY.test(value) && !Number.isNaN(Date.parse(value)) ? value : undefined;
  };
  const filter: LogFilter = { action: text('action'), actor: text('actor'), from: day('from'), to: day('to') };
  if (String(search['alerts']) === 'true') filter.alerts = true;
  return filter;
}

/** The same for the server: whole days from midnight to midnight where the viewer is; the last one included. */
export function askedOf({ action, actor, from, to, alerts }: LogFilter): AuditFilter {
  return {
    ...(action ? { actions: [action] } : {}),
    ...(actor ? { actor: actor.trim() } : {}),
    ...(from ? { from: midnight(from, 0) } : {}),
    ...(to ? { to: midnight(to, 1) } : {}),
    ...(alerts ? { alerts: true } : {}),
  };
}

function midnight(day: string, later: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(year, month - 1, date + later).toISOString();
}
