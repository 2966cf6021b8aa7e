import { expect, test } from 'vitest';
import { benchWallSize } from '../bench/wall-size.ts';

test('the wall fetches less than 320 kB of JavaScript, as gzip', async () => {
  const [line] = await benchWallSize();
  expect(line?.ratios[0], line?.detail[0]).toBeLessThan(1);
});
