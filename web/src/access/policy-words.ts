import { m } from '../i18n/paraglide/messages.js';

/** What a type of the schema is called among people; undefined for what is only a part of something else. */
export function subjectName(type: string, action?: string): string | undefined {
  // A screen is held as a credential; people look for it among the screens.
  if (action === 'amendScreen') return m.subject_screen();
  switch (type) {
    case 'Client':
      return m.subject_client();
    case 'Contact':
      return m.subject_contact();
    case 'Deal':
      return m.subject_deal();
    case 'DealEvent':
      return m.subject_deal_event();
    case 'Employee':
    case 'Dismissal':
      return m.subject_employee();
    case 'KpiTable':
      return m.subject_kpi();
    case 'Funnel':
      return m.subject_funnel();
    case 'Account':
      return m.subject_account();
    case 'Credential':
      return m.subject_credential();
    case 'AuditEntry':
      return m.subject_audit();
    case 'Pairing':
      return m.subject_screen();
    case 'Erasure':
      return m.subject_personal();
    case 'Schema':
      return m.subject_schema();
    default:
      return undefined;
  }
}

/** One thing of a type, in the log: contact № 5. */
export function thingName(type: string): string {
  const words: Record<string, () => string> = {
    Client: m.thing_client,
    Contact: m.thing_contact,
    Deal: m.thing_deal,
    Employee: m.thing_employee,
    Account: m.thing_account,
    Credential: m.thing_credential,
    PayScheme: m.thing_scheme,
    PayMonth: m.thing_pay_month,
    PayAssignment: m.thing_pay_assignment,
    AssignmentRun: m.thing_assignment_run,
  };
  return words[type]?.() ?? type;
}

/** A verb as an infinitive: what one may do. */
export function verbName(action: string): string | undefined {
  const words: Record<string, () => string> = {
    addClient: m.verb_add,
    addContact: m.verb_add,
    openDeal: m.verb_open,
    amendClient: m.verb_amend,
    amendContact: m.verb_amend,
    amendDeal: m.verb_amend,
    amendAccount: m.verb_amend,
    endContact: m.verb_end,
    endAccount: m.verb_close_account,
    moveDeal: m.verb_move,
    winDeal: m.verb_close_deal,
    loseDeal: m.verb_close_deal,
    reopenDeal: m.verb_reopen,
    reassignDeal: m.verb_reassign,
    revealContact: m.verb_reveal,
    createAccount: m.verb_create,
    inviteAgain: m.verb_invite,
    createToken: m.verb_create_token,
    revokeCredential: m.verb_revoke,
    approveScreen: m.verb_approve_screen,
    amendScreen: m.verb_amend_screen,
    dismissEmployee: m.verb_dismiss,
    eraseClient: m.verb_erase,
    exportDeals: m.verb_export,
    exportContacts: m.verb_export,
    exportClients: m.verb_export,
    denyScreen: m.verb_deny_screen,
    askFreely: m.verb_ask_freely,
  };
  return words[action]?.();
}
