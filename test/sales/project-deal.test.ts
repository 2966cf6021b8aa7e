import { describe, expect, test } from 'vitest';
import type { Amounts } from '../../server/src/ledger/measures.ts';
import type { Changes, DealFact, DealFactKind, Line } from '../../server/src/sales/deals/deal-fact.ts';
import { project } from '../../server/src/sales/deals/project-deal.ts';

const start = Date.UTC(2026, 0, 1);
const opening: Changes = { clientId: '1', employeeId: '10', teamId: '20', pipelineId: '30', stageId: '31' };

function line(productId: string, amount: number, cost: number | null = null): Line {
  return { productId, productLineId: null, quantity: 1, price: amount, cost, discount: 0, amount };
}

/** A history in short: what happened on which day of January. */
function history(...facts: [kind: DealFactKind, day: number, changes?: Changes][]): DealFact[] {
  return facts.map(([kind, day, changes = {}], i) => ({
    id: String(i + 1),
    kind,
    effectiveAt: new Date(start + day * 86_400_000),
    changes: kind === 'opened' ? { ...opening, ...changes } : changes,
  }));
}

/** What is posted, in short: day, employee, stage, product, amounts. */
function posted(facts: DealFact[]) {
  return project('5', facts).map(({ effectiveAt, dimensions, amounts }) => [
    (effectiveAt.getTime() - start) / 86_400_000,
    dimensions.employee_id,
    dimensions.stage_id,
    dimensions.product_id ?? null,
    amounts,
  ]);
}

/** The sum of everything posted. */
function net(facts: DealFact[]): Amounts {
  const sums: Record<string, number> = {};
  for (const { amounts } of project('5', facts))
    for (const [m, v] of Object.entries(amounts)) sums[m] = (sums[m] ?? 0) + v;
  return Object.fromEntries(Object.entries(sums).filter(([, value]) => value !== 0));
}

/** What winning adds for the only stage a deal has stood in. */
const throughOne = { stage_closed: 1, stage_won: 1 };

describe('a history posts', () => {
  test('an opening: one entry that opens and stands', () => {
    expect(posted(history(['opened', 1, { amount: 500 }]))).toEqual([
      [1, '10', '31', null, { opened: 1, in_stage: 1, priced: 1, pipeline: 500 }],
    ]);
  });

  test('a deal of unknown amount stands without money, and is not priced', () => {
    expect(posted(history(['opened', 1]))).toEqual([[1, '10', '31', null, { opened: 1, in_stage: 1 }]]);
    expect(net(history(['opened', 1], ['won', 2]))).toEqual({
      opened: 1,
      won: 1,
      cycle: 86_400,
      stage_closed: 1,
      stage_won: 1,
    });
  });

  test('a move: one stage entered, one left, and nothing else', () => {
    expect(posted(history(['opened', 1, { amount: 500 }], ['moved', 3, { stageId: '33' }])).slice(1)).toEqual([
      [3, '10', '33', null, { in_stage: 1, priced: 1, pipeline: 500 }],
      [3, '10', '31', null, { in_stage: -1, priced: -1, pipeline: -500 }],
    ]);
  });

  test('counts once under the main product, money once per product', () => {
    const lines = [line('7', 100, 40), line('8', 300), line('7', 50, 10)];
    expect(posted(history(['opened', 1, { lines, amount: 450 }], ['won', 2]))).toEqual([
      [1, '10', '31', '8', { opened: 1, in_stage: 1, priced: 1, pipeline: 300 }],
      [1, '10', '31', '7', { pipeline: 150 }],
      [
        2,
        '10',
        '31',
        '8',
        { in_stage: -1, priced: -1, pipeline: -300, won: 1, cycle: 86_400, revenue: 300, ...throughOne },
      ],
      [2, '10', '31', '7', { pipeline: -150, revenue: 150, cost: 50, costed: 150 }],
    ]);
  });

  test('reassigning moves the pipeline; credit stays with whoever did it', () => {
    const facts = history(
      ['opened', 1, { amount: 500 }],
      ['reassigned', 2, { employeeId: '11', teamId: '21' }],
      ['won', 3],
    );
    expect(posted(facts)).toEqual([
      [1, '10', '31', null, { opened: 1, in_stage: 1, priced: 1, pipeline: 500 }],
      [2, '11', '31', null, { in_stage: 1, priced: 1, pipeline: 500 }],
      [2, '10', '31', null, { in_stage: -1, priced: -1, pipeline: -500 }],
      [
        3,
        '11',
        '31',
        null,
        { in_stage: -1, priced: -1, pipeline: -500, won: 1, cycle: 172_800, revenue: 500, ...throughOne },
      ],
    ]);
  });

  test('amending a won deal restates it at the instant of winning', () => {
    const facts = history(['opened', 1, { amount: 500 }], ['won', 3], ['amended', 9, { amount: 700 }]);
    expect(posted(facts).slice(1)).toEqual([
      [
        3,
        '10',
        '31',
        null,
        { in_stage: -1, priced: -1, pipeline: -500, won: 1, cycle: 172_800, revenue: 700, ...throughOne },
      ],
      [9, '10', '31', null, {}],
    ]);
  });

  test('reopening takes the closing back at its own instant, and the deal stands again', () => {
    const facts = history(['opened', 1, { amount: 500 }], ['won', 3], ['amended', 4, { amount: 700 }], ['reopened', 9]);
    expect(posted(facts).at(-1)).toEqual([
      9,
      '10',
      '31',
      null,
      {
        in_stage: 1,
        priced: 1,
        pipeline: 700,
        won: -1,
        cycle: -172_800,
        revenue: -700,
        stage_closed: -1,
        stage_won: -1,
      },
    ]);
    expect(
      net(
        [...facts, ...history(['lost', 0])].map((f, i) => ({
          ...f,
          id: String(i + 1),
          effectiveAt: new Date(start + (i + 1) * 864e5),
        })),
      ),
    ).toEqual({
      opened: 1,
      lost: 1,
      stage_closed: 1,
    });
  });

  test('an amendment after reopening changes the pipeline, not the earlier win', () => {
    const facts = history(
      ['opened', 1, { amount: 500 }],
      ['won', 3],
      ['reopened', 5],
      ['amended', 6, { amount: 900 }],
      ['won', 7],
    );
    expect(net(facts)).toEqual({ opened: 1, won: 1, cycle: 6 * 86_400, revenue: 900, ...throughOne });
    expect(posted(facts)[1]).toEqual([
      3,
      '10',
      '31',
      null,
      { in_stage: -1, priced: -1, pipeline: -500, won: 1, cycle: 172_800, revenue: 500, ...throughOne },
    ]);
  });
});

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

describe('a history is refused', () => {
  test.each<[string, DealFact[]]>([
    ['DEAL_ALREADY_CLOSED', history(['opened', 1], ['won', 2], ['won', 3])],
    ['DEAL_ALREADY_CLOSED', history(['opened', 1], ['lost', 2], ['moved', 3, { stageId: '33' }])],
    ['DEAL_NOT_CLOSED', history(['opened', 1], ['reopened', 2])],
    ['BEFORE_OPENING', history(['opened', 5], ['moved', 3, { stageId: '33' }])],
  ])('%s', (refusal, facts) => {
    expect(() => project('5', facts)).toThrow(
      expect.objectContaining({ extensions: expect.objectContaining({ refusal }) }),
    );
  });
});
