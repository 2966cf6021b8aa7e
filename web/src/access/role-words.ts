import type { Role } from '../gql/graphql.ts';
import { m } from '../i18n/paraglide/messages.js';

/** A role in words. */
export function roleName(role: Role): string {
  switch (role) {
    case 'DIRECTOR':
      return m.role_director();
    case 'DEPUTY':
      return m.role_deputy();
    case 'HEAD_OF_SALES':
      return m.role_head_of_sales();
    case 'MANAGER':
      return m.role_manager();
    case 'REPRESENTATIVE':
      return m.role_representative();
    case 'ASSISTANT':
      return m.role_assistant();
    case 'ANALYST':
      return m.role_analyst();
    case 'MARKETER':
      return m.role_marketer();
    case 'SERVICE_AGENT':
      return m.role_service_agent();
    case 'ADMINISTRATOR':
      return m.role_administrator();
    case 'INTEGRATION':
      return m.role_integration();
    case 'SCREEN':
      return m.role_screen();
  }
}

/** What a role is there for, in one line: helps to choose the right one. */
export function roleMeaning(role: Role): string {
  switch (role) {
    case 'DIRECTOR':
      return m.role_director_is();
    case 'DEPUTY':
      return m.role_deputy_is();
    case 'HEAD_OF_SALES':
      return m.role_head_of_sales_is();
    case 'MANAGER':
      return m.role_manager_is();
    case 'REPRESENTATIVE':
      return m.role_representative_is();
    case 'ASSISTANT':
      return m.role_assistant_is();
    case 'ANALYST':
      return m.role_analyst_is();
    case 'MARKETER':
      return m.role_marketer_is();
    case 'SERVICE_AGENT':
      return m.role_service_agent_is();
    case 'ADMINISTRATOR':
      return m.role_administrator_is();
    case 'INTEGRATION':
      return m.role_integration_is();
    case 'SCREEN':
      return m.role_screen_is();
  }
}

/** The roles an account may have; screens and integrations come about by pairing and by tokens. */
export const PERSON_ROLES = [
  'DIRECTOR',
  'DEPUTY',
  'HEAD_OF_SALES',
  'MANAGER',
  'REPRESENTATIVE',
  'ASSISTANT',
  'ANALYST',
  'MARKETER',
  'SERVICE_AGENT',
  'ADMINISTRATOR',
] as const satisfies readonly Role[];
