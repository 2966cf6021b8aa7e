import type { Role } from '../../access/roles.ts';
import type { NounRules } from '../../access/rules.ts';
import type { AnyRecord } from '../../records/define-record.ts';
import { commonRules, keepers } from '../../records/record-rules.ts';

/** Whoever answers for money or works out what it has brought; who only sells does not see what the house spends. */
export const readsMoney: readonly Role[] = [
  ...(['director', 'deputy', 'head_of_sales', 'analyst', 'marketer', 'administrator', 'integration'] as const),
];

/** Money is decided, and noted, above. */
export function moneyRules(record: AnyRecord, verbs: readonly string[] = []): NounRules {
  const more = verbs.length > 0 ? [{ who: keepers, may: verbs }] : [];
  return commonRules(record, { read: readsMoney, change: keepers, verbs: more });
}
