import type { NounRules } from '../../access/rules.ts';
import { seesSpending } from '../../sales/campaigns/campaign.rules.ts';

/** What campaigns cost and brought is known to those who know what is spent. */
export const campaignResultsRules: NounRules = {
  subject: 'CampaignResult',
  rules: [{ who: seesSpending, may: ['read'] }],
};
