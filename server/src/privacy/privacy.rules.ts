import type { Role } from '../access/roles.ts';
import type { NounRules } from '../access/rules.ts';

const keepers: readonly Role[] = ['director', 'administrator'];

/** Who did what, and when: for those who answer for the house, and for whoever keeps it running. */
export const auditRules: NounRules = {
  subject: 'AuditEntry',
  parts: ['Audit'],
  rules: [{ who: keepers, may: ['read'] }],
};

/** Whoever asks to be forgotten is forgotten by hand of somebody who answers for that. */
export const erasureRules: NounRules = {
  subject: 'Erasure',
  rules: [{ who: keepers, may: ['read', 'eraseContact', 'eraseClient', 'eraseEmployee', 'eraseAccount'] }],
};

/** Whoever asks what is held about them is told through the same. All of it leaves the house: no credential that was made for looking does that. */
export const subjectExportRules: NounRules = {
  subject: 'SubjectExport',
  rules: [{ who: keepers, may: ['read'], entrusted: true }],
};
