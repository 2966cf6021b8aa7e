import type { DealHistory, PlainFact } from '../../server/src/sales/deals/import-histories.ts';
import type { Random } from '../ledger/random-department.ts';

/** So many deals more. */
export type Histories = (count: number) => DealHistory[];

const hour = 3_600_000;

/** Deals of the generated department (generate-sql's nouns): opened with a line, moved twice on average, mostly closed, one after another. */
export function histories(random: Random): Histories {
  let told = 0;
  let at = Date.now() - 3 * 365 * 24 * hour;
  return (count) =>
    Array.from({ length: count }, () => {
      told += 1;
      at += random() * hour;
      return { externalId: `deal-${told}`, facts: facts(random, at, told) };
    });
}

function facts(random: Random, openedAt: number, number: number): PlainFact[] {
  const among = (count: number): number => 1 + Math.floor(random() * count);
  const id = (count: number): string => String(among(count));
  let at = openedAt;
  const later = (): Date => new Date((at += (0.1 + random()) * 100 * hour));
  const moves = Math.floor(random() * 5);
  const [client, employee, product] = [among(20_000), among(60), among(200)];
  const price = 100_000 + product * 7_000;
  const quantity = among(5);
  const line = { productId: String(product), productLineId: String(1 + (product % 10)), discount: 0 };
  return [
    {
      kind: 'opened',
      effectiveAt: new Date(openedAt),
      changes: {
        title: `Сделка ${number}`,
        clientId: String(client),
        employeeId: String(employee),
        teamId: String(1 + (employee % 8)),
        departmentId: '1',
        territoryId: String(1 + (client % 12)),
        segmentId: String(1 + (client % 5)),
        channelId: id(4),
        sourceId: id(8),
        pipelineId: '1',
        stageId: '1',
        amount: quantity * price,
        lines: [{ ...line, quantity, price, cost: 60_000 + product * 4_000, amount: quantity * price }],
      },
    },
    ...Array.from(
      { length: moves },
      (_, i): PlainFact => ({ kind: 'moved', effectiveAt: later(), changes: { stageId: String(i + 2) } }),
    ),
    { kind: random() < 0.6 ? 'won' : 'lost', effectiveAt: later(), changes: {} },
  ];
}
