import type { Role } from '../access/roles.ts';
import type { NounRules } from '../access/rules.ts';
import { commonRules, keepers, leaders, workRules } from '../records/record-rules.ts';
import type { Registered } from '../records/registered.ts';
import { competitorNoun } from './competitors/competitor.ts';
import { sightingNoun } from './competitors/sighting.ts';
import { priorityClientNoun } from './priorities/priority-client.ts';
import { priorityMarketNoun } from './priorities/priority-market.ts';
import { riskNoun } from './risks/risk.ts';
import { swotItemNoun } from './swot/swot-item.ts';

/** Where the house is going is for those who lead it, and who counts for them. */
const strategists: readonly Role[] = [...leaders, 'head_of_sales', 'analyst', 'administrator'];
const decided = { read: strategists, change: [...leaders, 'administrator'] } as const;
const ledBy = { read: strategists, change: [...leaders, 'head_of_sales', 'administrator'] } as const;

export const strategyRecords: readonly Registered[] = [
  { record: swotItemNoun, rules: commonRules(swotItemNoun, decided) },
  { record: riskNoun, rules: commonRules(riskNoun, ledBy) },
  { record: competitorNoun, rules: commonRules(competitorNoun, { change: [...keepers, 'head_of_sales', 'marketer'] }) },
  { record: sightingNoun, rules: workRules(sightingNoun, { with: ['assistant'] }) },
  { record: priorityMarketNoun, rules: commonRules(priorityMarketNoun, decided) },
  { record: priorityClientNoun, rules: commonRules(priorityClientNoun, decided) },
];

/** What is counted of all of it. */
export const strategyRules: readonly NounRules[] = [
  { subject: 'RiskSignal', rules: [{ who: strategists, may: ['read'] }] },
  { subject: 'CompetitorResult', rules: [{ who: strategists, may: ['read'] }] },
];
