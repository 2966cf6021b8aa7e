import { roleName } from '../access/role-words.ts';
import { m } from '../i18n/paraglide/messages.js';

/** The small facts of an entry that have a name among people; the others are for machines. */
export function detailWords(details: string): string {
  return Object.entries(parse(details))
    .flatMap(([name, value]) => {
      const title = titles[name]?.();
      if (title === undefined || value === null || value === '') return [];
      const said = valueWords(value);
      // A screen is also a role, and a role's name has a capital.
      return [`${title}: ${name === 'kind' ? said.toLowerCase() : said}`];
    })
    .join(' · ');
}

const titles: Record<string, () => string> = {
  reason: m.fact_reason,
  why: m.fact_reason,
  board: m.fact_board,
  role: m.fact_role,
  roleBefore: m.fact_role_before,
  kind: m.fact_kind,
  deals: m.fact_deals,
  clients: m.fact_clients,
  contacts: m.fact_contacts,
  credentials: m.fact_credentials,
  sessionsEnded: m.fact_sessions_ended,
  left: m.fact_left,
  rows: m.fact_rows,
};

/** Values the server takes from lists of its own. */
const values: Record<string, () => string> = {
  director: () => roleName('DIRECTOR'),
  deputy: () => roleName('DEPUTY'),
  head_of_sales: () => roleName('HEAD_OF_SALES'),
  manager: () => roleName('MANAGER'),
  representative: () => roleName('REPRESENTATIVE'),
  assistant: () => roleName('ASSISTANT'),
  analyst: () => roleName('ANALYST'),
  marketer: () => roleName('MARKETER'),
  service_agent: () => roleName('SERVICE_AGENT'),
  administrator: () => roleName('ADMINISTRATOR'),
  integration: () => roleName('INTEGRATION'),
  screen: () => roleName('SCREEN'),
  session: m.kind_session,
  token: m.kind_token,
  invitation: m.kind_invitation,
  today: m.board_today,
  sales: m.board_sales,
  team: m.board_team,
  WRONG_CREDENTIALS: m.why_wrong_credentials,
  WRONG_CODE: m.why_wrong_code,
};

function valueWords(value: unknown): string {
  if (typeof value === 'boolean') return value ? m.yes() : m.no();
  const text = String(value);
  return values[text]?.() ?? text;
}

function parse(details: string): Record<string, unknown> {
  try {
    const facts: unknown = JSON.parse(details);
    return typeof facts === 'object' && facts !== null ? { ...facts } : {};
  } catch {
    return {};
  }
}
