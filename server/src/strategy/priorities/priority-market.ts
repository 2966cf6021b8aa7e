import { employeeNoun } from '../../department/employees/employee.ts';
import { territoryNoun } from '../../department/territories/territory.ts';
import { Refusal } from '../../lib/refusal.ts';
import { defineRecord } from '../../records/define-record.ts';
import { day, ref, text } from '../../records/field.ts';
import { productLineNoun } from '../../sales/products/product-line.ts';
import { segmentNoun } from '../../sales/segments/segment.ts';

/** A market the department goes for: a territory, a group of clients, a family of products, or what they have in common. */
export const priorityMarketNoun = defineRecord({
  name: 'PriorityMarket',
  table: 'priority_market',
  many: 'priorityMarkets',
  one: 'priorityMarket',
  description: 'A market the department goes for (приоритетный рынок).',
  fields: {
    title: text({ description: 'what it is called', required: true, search: true, order: true }),
    territory: ref(() => territoryNoun, { description: 'where', filter: true }),
    segment: ref(() => segmentNoun, { description: 'which clients', filter: true }),
    line: ref(() => productLineNoun, { description: 'with which products', filter: true }),
    goal: text({ description: 'what is to be reached', required: true, most: 2000 }),
    owner: ref(() => employeeNoun, { description: 'who answers for it', filter: true }),
    startsOn: day({ description: 'from when', filter: true }),
    endsOn: day({ description: 'until when', filter: true }),
  },
  complete: ({ after }) => {
    if (after.territoryId === null && after.segmentId === null && after.lineId === null) {
      throw Refusal.badInput('input.territoryId', 'a territory, a group of clients, or a family of products');
    }
    if (after.startsOn !== null && after.endsOn !== null && after.endsOn < after.startsOn) {
      throw Refusal.badInput('input.endsOn', `a day not before ${after.startsOn}`, { got: after.endsOn });
    }
  },
});
