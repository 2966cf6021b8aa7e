import type { NounRules } from '../../access/rules.ts';
import type { AnyRecord } from '../../records/define-record.ts';
import { commonRules, keepers, workRules } from '../../records/record-rules.ts';
import type { Registered } from '../../records/registered.ts';
import { currencyRateNoun } from '../currencies/currency-rate.ts';
import { documentNoun } from '../documents/document.ts';
import { issueDocument } from '../documents/issue-document.ts';
import { paymentNoun } from '../documents/payment.ts';
import { lossReasonNoun } from '../loss-reasons/loss-reason.ts';
import { pipelineNoun } from '../pipelines/pipeline.ts';
import { stageNoun } from '../pipelines/stage.ts';

const change = [...keepers, 'head_of_sales'] as const;
const papers = [issueDocument] as const;

/** What everybody who works here reads, and walls by its name. */
function onWalls(record: AnyRecord, fields: readonly string[]): NounRules {
  const { rules, ...rest } = commonRules(record, { change });
  return { ...rest, rules: [...rules, { who: ['screen'], may: ['read'], fields }] };
}

/** What deals go through and what is written about them. Assistants keep the papers of their department in order. */
export const dealsRecords: readonly Registered[] = [
  { record: pipelineNoun, rules: onWalls(pipelineNoun, ['id', 'name', 'stages']) },
  { record: stageNoun, rules: onWalls(stageNoun, ['id', 'name', 'position', 'pipeline']) },
  { record: lossReasonNoun, rules: commonRules(lossReasonNoun, { change }) },
  {
    record: currencyRateNoun,
    rules: commonRules(currencyRateNoun, { change, verbs: [{ who: change, may: ['setCurrencyRate'] }] }),
  },
  { record: documentNoun, rules: workRules(documentNoun, { verbs: papers, with: ['assistant'] }), verbs: papers },
  { record: paymentNoun, rules: workRules(paymentNoun, { with: ['assistant'] }) },
];
