import { describe, expect, test } from 'vitest';
import type { DealFact } from '../../server/src/sales/deals/deal-fact.ts';
import { project } from '../../server/src/sales/deals/project-deal.ts';
import { history, line, net, posted, start } from './histories.ts';

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
