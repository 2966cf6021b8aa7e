import { type Role, roles } from '../../access/roles.ts';
import type { NounRules } from '../../access/rules.ts';
import { keepers } from '../../records/record-rules.ts';

/** Those who know what marketing may spend and spends. */
export const seesSpending: readonly Role[] = [...keepers, 'head_of_sales', 'analyst', 'marketer'];
/** Those who do marketing, and who answers for it. */
export const marketing: readonly Role[] = [...keepers, 'marketer'];

/** Everybody knows what campaigns there are; not everybody, what they may cost. */
export const campaignRules: NounRules = {
  subject: 'Campaign',
  rules: [
    { who: seesSpending, may: ['read'] },
    {
      who: roles.filter((role) => !seesSpending.includes(role)),
      may: ['read'],
      fields: [
        ...['id', 'version', 'externalId', 'endedAt', 'name', 'source', 'kind', 'startsOn', 'endsOn', 'goal'],
        ...['owner', 'department'],
      ],
    },
    { who: marketing, may: ['addCampaign', 'amendCampaign', 'endCampaign'] },
  ],
};
