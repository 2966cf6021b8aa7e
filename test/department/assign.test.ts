import { describe, expect, test } from 'vitest';
import {
  type AssignmentSubject,
  assign,
  assignAll,
  type Colleague,
  type RuleOfAssignment,
} from '../../server/src/sales/assignment/assign.ts';

// territories, product lines, groups, sources and teams of the examples
const [moscow, ural] = ['10', '11'];
const [racks, scales] = ['20', '21'];
const [shops, chains] = ['30', '31'];
const [site] = ['40'];
const [hunters, farmers] = ['50', '51'];

function rule(id: string, given: Partial<RuleOfAssignment>): RuleOfAssignment {
  return {
    ...{ id, model: 'other', appliesTo: 'both', territoryId: null, productLineId: null, segmentId: null },
    ...{ sourceId: null, minimumAmount: null, employeeId: null, teamId: null },
    ...given,
  };
}

function people(...some: (Partial<Colleague> & { id: string })[]): Map<string, Colleague> {
  const nobody = { teamId: null, standInId: null, left: false, load: 0, duties: [] };
  return new Map(some.map((given) => [given.id, { ...nobody, ...given }]));
}

const client = (given: Partial<AssignmentSubject> = {}): AssignmentSubject => ({ kind: 'client', ...given });
const lead = (given: Partial<AssignmentSubject> = {}): AssignmentSubject => ({ kind: 'lead', ...given });

/** Anna 1, Boris 2 and Vera 3 are hunters, Gleb 4 and Dina 5 farmers. */
const house = people(
  { id: '1', teamId: hunters, load: 4 },
  { id: '2', teamId: hunters, load: 2 },
  { id: '3', teamId: hunters, load: 2 },
  { id: '4', teamId: farmers, load: 9, duties: [{ segmentId: chains, territoryId: null }] },
  { id: '5', teamId: farmers, load: 0, duties: [{ segmentId: shops, territoryId: ural }] },
);

describe('the first rule that fits decides', () => {
  const rules = [
    rule('a', { model: 'product', productLineId: scales, employeeId: '4' }),
    rule('b', { model: 'geographic', territoryId: ural, employeeId: '5' }),
    rule('c', { model: 'client' }),
    rule('d', { appliesTo: 'leads', sourceId: site, teamId: hunters }),
    rule('e', { minimumAmount: 100_000, employeeId: '1' }),
    rule('f', { appliesTo: 'clients', teamId: farmers }),
  ];
  test.each<[string, AssignmentSubject, [string, string] | null]>([
    [
      'scales from the Urals: by product, which stands first',
      lead({ productLineId: scales, territoryId: ural }),
      ['a', '4'],
    ],
    ['racks from the Urals: by territory', lead({ productLineId: racks, territoryId: ural }), ['b', '5']],
    ['a chain from Moscow: by its group', client({ segmentId: chains, territoryId: moscow }), ['c', '4']],
    [
      'a shop from Moscow, whose group is held in the Urals only: it falls through',
      client({ segmentId: shops, territoryId: moscow }),
      ['f', '5'],
    ],
    [
      'a lead of the site: among the hunters two have 2 in hand, the earlier of them gets it',
      lead({ sourceId: site }),
      ['d', '2'],
    ],
    ['a lead that may bring exactly enough', lead({ amount: 100_000 }), ['e', '1']],
    ['a lead that may bring a kopeck less: rule f is for clients', lead({ amount: 99_999 }), null],
    ['a lead of which nothing is known fits no condition', lead(), null],
    ['a client of which nothing is known', client(), ['f', '5']],
  ])('%s', (_, subject, expected) => {
    const found = assign(rules, subject, house);
    expect(found && [found.ruleId, found.employeeId]).toEqual(expected);
  });

  test('the order decides, not the model', () => {
    const [byProduct, byPlace] = rules as [RuleOfAssignment, RuleOfAssignment];
    const both = lead({ productLineId: scales, territoryId: ural });
    expect(assign([byPlace, byProduct], both, house)).toEqual({ ruleId: 'b', employeeId: '5' });
  });

  test('what comes from a client somebody answers for is theirs before any rule', () => {
    expect(assign(rules, lead({ productLineId: scales, clientOwnerId: '3' }), house)).toEqual({
      ruleId: null,
      employeeId: '3',
    });
  });
});

describe('groups of clients', () => {
  const byGroup = [rule('g', { model: 'client' })];
  const holders = people(
    { id: '1', duties: [{ segmentId: shops, territoryId: null }], load: 0 },
    { id: '2', duties: [{ segmentId: shops, territoryId: ural }], load: 50 },
    { id: '3', duties: [{ segmentId: shops, territoryId: null }], load: 1 },
  );
  test('where the client is counts before everywhere, however much there is to do', () => {
    expect(assign(byGroup, client({ segmentId: shops, territoryId: ural }), holders)?.employeeId).toBe('2');
    expect(assign(byGroup, client({ segmentId: shops, territoryId: moscow }), holders)?.employeeId).toBe('1');
    expect(assign(byGroup, client({ segmentId: shops }), holders)?.employeeId).toBe('1');
    expect(assign(byGroup, client({ segmentId: chains }), holders)).toBeNull();
  });

  test('when everybody has left who holds it there, those who hold it everywhere do', () => {
    const gone = new Map(holders).set('2', { ...(holders.get('2') as Colleague), left: true });
    expect(assign(byGroup, client({ segmentId: shops, territoryId: ural }), gone)?.employeeId).toBe('1');
  });
});

describe('who has left', () => {
  const toAnna = [rule('x', { employeeId: '1' }), rule('y', { employeeId: '9' })];
  test('is replaced by the stand-in, and the stand-in by theirs', () => {
    const one = people({ id: '1', left: true, standInId: '2' }, { id: '2' }, { id: '9' });
    expect(assign(toAnna, client(), one)).toEqual({ ruleId: 'x', employeeId: '2' });
    const two = people({ id: '1', left: true, standInId: '2' }, { id: '2', left: true, standInId: '3' }, { id: '3' });
    expect(assign(toAnna, client(), two)).toEqual({ ruleId: 'x', employeeId: '3' });
  });

  test('whom nobody replaces is passed over, and two who replace each other end nowhere', () => {
    expect(assign(toAnna, client(), people({ id: '1', left: true }, { id: '9' }))?.ruleId).toBe('y');
    const circle = people(
      { id: '1', left: true, standInId: '2' },
      { id: '2', left: true, standInId: '1' },
      { id: '9' },
    );
    expect(assign(toAnna, client(), circle)?.ruleId).toBe('y');
    expect(assign(toAnna, client(), people({ id: '1', left: true }))).toBeNull();
  });

  test('gets nothing as one of a team', () => {
    const team = people(
      { id: '1', teamId: hunters, left: true, standInId: '3' },
      { id: '2', teamId: hunters, load: 7 },
      { id: '3' },
    );
    expect(assign([rule('t', { teamId: hunters })], lead(), team)?.employeeId).toBe('2');
    expect(assign([rule('t', { teamId: farmers })], lead(), team)).toBeNull();
  });
});

test('what somebody has been given counts when the next is given away', () => {
  // in hand 4, 2, 2: the second, the third, the second, the third; then all have 4: the first, the second, the third
  const given = assignAll(
    [rule('t', { teamId: hunters })],
    Array.from({ length: 7 }, () => lead()),
    house,
  );
  expect(given.map((found) => found?.employeeId)).toEqual(['2', '3', '2', '3', '1', '2', '3']);
  expect(house.get('2')?.load).toBe(2);
});

test('ids are compared as numbers', () => {
  const some = people({ id: '10', teamId: hunters }, { id: '9', teamId: hunters });
  expect(assign([rule('t', { teamId: hunters })], lead(), some)?.employeeId).toBe('9');
});
