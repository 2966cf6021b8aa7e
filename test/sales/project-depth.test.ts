import { describe, expect, test } from 'vitest';
import type { Amounts } from '../../server/src/ledger/measures.ts';
import type { DealFact } from '../../server/src/sales/deals/deal-fact.ts';
import { project } from '../../server/src/sales/deals/project-deal.ts';
import { history, line, net, posted, start } from './histories.ts';

describe('a closing counts for the stages', () => {
  const byStage = (facts: DealFact[]) => {
    const sums: Record<string, Amounts> = {};
    for (const { dimensions, amounts } of project('5', facts)) {
      const stage = (sums[dimensions.stage_id ?? ''] ??= {});
      for (const m of ['stage_closed', 'stage_won', 'checklists', 'checklists_complete'] as const)
        if (amounts[m]) stage[m] = (stage[m] ?? 0) + amounts[m];
    }
    return sums;
  };

  test('each stage it stood in once, whichever way it went', () => {
    const way: Parameters<typeof history> = [
      ['opened', 1],
      ['moved', 2, { stageId: '32' }],
      ['moved', 3, { stageId: '31' }],
      ['moved', 4, { stageId: '33' }],
    ];
    const once = { stage_closed: 1, stage_won: 1 };
    expect(byStage(history(...way, ['won', 5]))).toEqual({ 31: once, 32: once, 33: once });
    expect(byStage(history(...way, ['lost', 5]))).toEqual({
      31: { stage_closed: 1 },
      32: { stage_closed: 1 },
      33: { stage_closed: 1 },
    });
  });

  test('reopening takes all of it back, and the next closing counts every stage once', () => {
    const reopened = history(['opened', 1], ['moved', 2, { stageId: '32' }], ['won', 3], ['reopened', 4]);
    expect(byStage(reopened)).toEqual({
      31: { stage_closed: 0, stage_won: 0 },
      32: { stage_closed: 0, stage_won: 0 },
    });
    const further: DealFact[] = history(['moved', 5, { stageId: '33' }], ['lost', 6]).map((fact, i) => ({
      ...fact,
      id: String(reopened.length + i + 1),
    }));
    const lost = [...reopened, ...further];
    expect(byStage(lost)).toEqual({
      31: { stage_closed: 1, stage_won: 0 },
      32: { stage_closed: 1, stage_won: 0 },
      33: { stage_closed: 1 },
    });
  });

  test('a checklist counts for the stage that was left, complete only when all of it is done', () => {
    const facts = history(
      ['opened', 1],
      ['moved', 2, { stageId: '32', checklist: { stageId: '31', items: 3, done: 2 } }],
      ['won', 3, { checklist: { stageId: '32', items: 2, done: 2 } }],
    );
    const once = { stage_closed: 1, stage_won: 1 };
    expect(byStage(facts)).toEqual({
      31: { ...once, checklists: 1 },
      32: { ...once, checklists: 1, checklists_complete: 1 },
    });
    const [opened, ...rest] = facts;
    // a move told afterwards: the deal was no longer in the stage whose checklist was looked at
    const between: DealFact = {
      id: '9',
      kind: 'moved',
      effectiveAt: new Date(start + 1.5 * 86_400_000),
      changes: { stageId: '33' },
    };
    expect(byStage([opened as DealFact, between, ...rest])['31']).toEqual(once);
  });
});

describe('the cycle', () => {
  const contacted = (day: number) => ({ firstContactAt: new Date(start + day * 86_400_000).toISOString() });

  test.each<[string, DealFact[], number]>([
    ['runs from the opening when no contact is known', history(['opened', 5], ['won', 9]), 4],
    ['runs from a contact before the opening', history(['opened', 5], ['contacted', 6, contacted(2)], ['won', 9]), 7],
    ['runs from a contact after the opening', history(['opened', 5], ['contacted', 7, contacted(7)], ['won', 9]), 2],
    ['is restated by what is learned later', history(['opened', 5], ['won', 9], ['contacted', 20, contacted(3)]), 6],
    ['leaves out what came after winning', history(['opened', 5], ['won', 9], ['contacted', 20, contacted(12)]), 4],
  ])('%s', (_, facts, days) => {
    expect(net(facts).cycle).toBe(days * 86_400);
  });
});

describe('a deal of another currency', () => {
  test('is worth what its rate says, line by line, and keeps the rate of its closing', () => {
    const own = { ...line('7', 0, 40), quantity: 3, currencyPrice: 333, discount: 0.1 };
    // 3 × 3.33 − 10 % = 8.99 (8.991 rounded); × 91.2345 = 820.198…: 820.20
    const facts = history(
      ['opened', 1, { currency: 'USD', rate: 91.2345, minorRate: 91.2345, lines: [own], currencyAmount: 899 }],
      // × 100 = 899.00
      ['won', 2, { rate: 100, minorRate: 100 }],
      // half the price afterwards: 3 × 1.67 − 10 % = 4.509 → 4.51; still × 100
      ['amended', 9, { lines: [{ ...own, currencyPrice: 167 }], currencyAmount: 451 }],
    );
    expect(posted(facts)[0]?.[4]).toMatchObject({ pipeline: 820_20 });
    expect(net(facts.slice(0, 2))).toMatchObject({ revenue: 899_00, cost: 120 });
    expect(net(facts)).toMatchObject({ revenue: 451_00, cost: 120 });
    expect(net(facts).pipeline).toBeUndefined();
  });

  test('with an amount alone', () => {
    const facts = history(
      ['opened', 1, { currency: 'EUR', rate: 98.5, minorRate: 98.5, currencyAmount: 10_01 }],
      ['won', 3],
    );
    // 10.01 × 98.5 = 985.985: 985.99
    expect(net(facts).revenue).toBe(985_99);
  });
});
