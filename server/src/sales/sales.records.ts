import { roles } from '../access/roles.ts';
import { commonRules, keepers } from '../records/record-rules.ts';
import type { Registered } from '../records/registered.ts';
import { channelNoun } from './channels/channel.ts';
import { clientRules } from './clients/client.rules.ts';
import { clientNoun } from './clients/client.ts';
import { contactChannelNoun } from './contact-channels/contact-channel.ts';
import { productRules } from './products/product.rules.ts';
import { productNoun } from './products/product.ts';
import { productLineNoun } from './products/product-line.ts';
import { segmentNoun } from './segments/segment.ts';
import { sourceNoun } from './sources/source.ts';

/** Names everybody knows, walls too; who keeps the data right changes them, and whoever leads a department. */
const known = { read: roles, change: [...keepers, 'head_of_sales'] } as const;

/** What selling is made of. */
export const salesRecords: readonly Registered[] = [
  ...[channelNoun, contactChannelNoun, productLineNoun, segmentNoun].map((record) => ({
    record,
    rules: commonRules(record, known),
  })),
  { record: sourceNoun, rules: commonRules(sourceNoun, { ...known, change: [...known.change, 'marketer'] }) },
  { record: productNoun, rules: productRules },
  { record: clientNoun, rules: clientRules },
];
