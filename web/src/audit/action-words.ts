import { m } from '../i18n/paraglide/messages.js';

/** What stands in the log, as people say it. What a later version of the server adds is shown by its own name. */
const words: Record<string, () => string> = {
  setUp: m.did_set_up,
  acceptInvitation: m.did_accept,
  signIn: m.did_sign_in,
  signInFailed: m.did_sign_in_failed,
  signOut: m.did_sign_out,
  sessionCopied: m.did_session_copied,
  oidcLinked: m.did_oidc_linked,
  changePassword: m.did_change_password,
  totpOn: m.did_confirm_totp,
  totpOff: m.did_remove_totp,
  createAccount: m.did_create_account,
  amendAccount: m.did_amend_account,
  inviteAgain: m.did_invite_again,
  endAccount: m.did_end_account,
  createToken: m.did_create_token,
  revokeCredential: m.did_revoke,
  approveScreen: m.did_approve_screen,
  denyScreen: m.did_deny_screen,
  amendScreen: m.did_amend_screen,
  dismissEmployee: m.did_dismiss,
  amendClient: m.did_amend_client,
  endClient: m.did_end_client,
  mergeClients: m.did_merge_clients,
  revealClient: m.did_reveal_client,
  addContact: m.did_add_contact,
  amendContact: m.did_amend_contact,
  endContact: m.did_end_contact,
  reassignDeal: m.did_reassign_deal,
  assignUnassigned: m.did_assign_unassigned,
  viewPay: m.did_view_pay,
  simulatePay: m.did_simulate_pay,
  assignPayScheme: m.did_assign_scheme,
  addPayScheme: m.did_add_scheme,
  amendPayScheme: m.did_amend_scheme,
  endPayScheme: m.did_end_scheme,
  closePayMonth: m.did_close_pay,
  revealContact: m.did_reveal,
  revealLimit: m.did_reveal_limit,
  exportClients: m.did_export_clients,
  exportContacts: m.did_export_contacts,
  exportDeals: m.did_export_deals,
  exportSubject: m.did_export,
  eraseClient: m.did_erase_client,
  eraseEmployee: m.did_erase_employee,
  eraseContact: m.did_erase_contact,
  eraseAccount: m.did_erase_account,
  readAudit: m.did_read_audit,
};

/** An action of the log in words. */
export function actionName(action: string): string {
  return words[action]?.() ?? action;
}

/** The actions one can filter by. */
export function knownActions(): string[] {
  return Object.keys(words);
}
