import { describe, expect, test } from 'vitest';
import { faults, projectFiles, readersOfEnvironment } from './project-files.ts';

const planted = (text: string, path = 'server/src/lib/planted.ts') => [{ path, text }];
/** Joined here, so that this file passes its own guard. */
const word = (...parts: string[]) => parts.join('');

describe('every file by itself', () => {
  test('is short, and switches no check off', () => {
    const files = projectFiles(['server/src', 'server/migrations', 'web/src', 'test', 'scripts']);
    expect(files.length).toBeGreaterThan(100);
    expect(faults(files)).toEqual([]);
  });

  test.each([
    ['250 lines at most', 'x\n'.repeat(251)],
    ['no compiler error switched off', `// @ts-${word('ig', 'nore')}`],
    ['no lint rule switched off', `// ${word('biome', '-ignore')} lint: x`],
  ])('%s', (_, text) => {
    expect(faults(planted(text))).toHaveLength(1);
  });

  test.each(['only', 'skip', 'todo'])('no test.%s', (how) => {
    expect(faults(planted(`test${`.${how}`}('x', () => undefined);`, 'test/planted.test.ts'))).toHaveLength(1);
  });

  test('250 lines are fine', () => {
    expect(faults(planted('x\n'.repeat(250)))).toEqual([]);
  });
});

describe('the environment', () => {
  test('is read by the entries only, through config.ts', () => {
    expect(readersOfEnvironment(projectFiles(['server/src']))).toEqual([]);
  });

  test('is found where it is read elsewhere', () => {
    expect(readersOfEnvironment(planted('process.env.PORT'))).toEqual(['server/src/lib/planted.ts']);
  });
});
