import type { Posting } from '../../records/define-record.ts';
import type { Life } from './life.ts';
import { projectCare } from './project-care.ts';
import { type Kept, projectPurchases } from './project-purchases.ts';

/** What a client's life stands for in the ledger, and what its row keeps of it. Pure: the same life always gives the same. */
export function projectClient(life: Life): { postings: Posting[]; kept: Kept & { lastContactAt: Date | null } } {
  const { postings, kept, phases } = projectPurchases(life);
  const care = projectCare(life, phases);
  return { postings: [...postings.all(), ...care.all()], kept: { ...kept, lastContactAt: life.lastContactAt } };
}
