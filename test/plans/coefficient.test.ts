import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { coefficient } from '../../server/src/plans/coefficient.ts';
import { startWorld, type World } from '../world/world.ts';
import { does, isRefused } from './planning.ts';

const usual = { minimum: 0.5, optimal: 1, maximum: 1.5 };
/** the example of the source itself: the optimal plan is worth a half, the maximum one and a half */
const ofTheSource = { minimum: 0, optimal: 0.5, maximum: 1.5 };

describe('the KPI coefficient', () => {
  const levels = { minimum: 800, optimal: 1000, maximum: 1500 };

  test.each([
    [0, 0],
    [799, 0],
    [800, 0.5],
    [900, 0.75],
    [1000, 1],
    [1250, 1.25],
    [1500, 1.5],
    [9000, 1.5],
  ])('%d is worth %d', (value, worth) => {
    expect(coefficient(value, levels, usual)).toBeCloseTo(worth, 12);
  });

  test.each([
    [800, 0],
    [900, 0.25],
    [1000, 0.5],
    [1250, 1],
    [1500, 1.5],
  ])('with the points of the source %d is worth %d', (value, worth) => {
    expect(coefficient(value, levels, ofTheSource)).toBeCloseTo(worth, 12);
  });

  test('begins at nothing without a minimum, and ends at the optimal level without a maximum', () => {
    const alone = { minimum: null, optimal: 1000, maximum: null };
    expect([-5, 0, 250, 1000, 4000].map((value) => coefficient(value, alone, usual))).toEqual([0, 0, 0.25, 1, 1]);
  });

  test('is mirrored where less is better', () => {
    const falling = { minimum: 30, optimal: 20, maximum: 10 };
    const worth = [31, 30, 25, 20, 15, 10, 0].map((value) => coefficient(value, falling, usual, 'down'));
    expect(worth).toEqual([0, 0.5, 0.75, 1, 1.25, 1.5, 1.5]);
    const alone = { minimum: null, optimal: 20, maximum: null };
    expect([40, 20, 5].map((value) => coefficient(value, alone, usual, 'down'))).toEqual([0.5, 1, 1]);
  });
});

describe('what the levels are worth', () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld();
  });
  afterAll(() => world.close());

  const fields = '{ minimum optimal maximum }';
  const ask = async () =>
    (await world.ask<{ coefficientPoints: object }>(`{ coefficientPoints ${fields} }`)).coefficientPoints;

  test('is decided by those who lead, once per key', async () => {
    expect(await ask()).toEqual(usual);
    const input = { key: 'points', ...ofTheSource };
    expect(await does(world, 'setCoefficientPoints', input, fields)).toEqual(ofTheSource);
    expect(await does(world, 'setCoefficientPoints', { ...usual, maximum: 2 }, fields)).toEqual({
      ...usual,
      maximum: 2,
    });
    // the same key again does not bring the old ones back
    await does(world, 'setCoefficientPoints', input, fields);
    expect(await ask()).toEqual({ ...usual, maximum: 2 });
    const seller = await world.enters('head_of_sales');
    expect(await isRefused(seller, 'setCoefficientPoints', usual, fields)).toMatchObject({ code: 'FORBIDDEN' });
  });

  test.each([
    [{ minimum: 2 }, 'input.minimum'],
    [{ minimum: -0.1 }, 'input.minimum'],
    [{ maximum: 0.9 }, 'input.maximum'],
    [{ maximum: 10.5 }, 'input.maximum'],
    [{ optimal: 1.00001 }, 'input.optimal'],
  ])('cannot be %j', async (points, field) => {
    const refused = await isRefused(world, 'setCoefficientPoints', { ...usual, ...points }, fields);
    expect(refused).toMatchObject({ code: 'BAD_USER_INPUT', field });
  });
});
