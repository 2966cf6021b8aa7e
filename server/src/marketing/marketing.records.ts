import { commonRules } from '../records/record-rules.ts';
import type { Registered } from '../records/registered.ts';
import { campaignRules, marketing, seesSpending } from '../sales/campaigns/campaign.rules.ts';
import { campaignNoun } from '../sales/campaigns/campaign.ts';
import { socialMetricNoun } from './social/social-metric.ts';
import { spendNoun } from './spend/spend.ts';

/** What marketing is made of. */
export const marketingRecords: readonly Registered[] = [
  { record: campaignNoun, rules: campaignRules },
  {
    record: spendNoun,
    rules: commonRules(spendNoun, {
      ...{ read: seesSpending, change: marketing },
      verbs: [{ who: marketing, may: ['recordSpend'] }],
    }),
  },
  { record: socialMetricNoun, rules: commonRules(socialMetricNoun, { change: marketing }) },
];
