import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { catalogue, readCatalogue } from '../../server/src/kpi/catalogue.ts';
import { known, minus, plus, ratio, stock, sum } from '../../server/src/kpi/define-kpi.ts';
import { evaluate, isMoney, measuresOf, print, toSql } from '../../server/src/kpi/expression.ts';
import type { Measure } from '../../server/src/ledger/measures.ts';
import { byHand } from './brute-force.ts';

describe('the catalogue', () => {
  test('holds the figures of the spine', () => {
    const ids =
      'averageDeal dealCycle lostDeals margin openedDeals pipelineAmount pipelineDeals profitability revenue winRate wonDeals';
    expect([...catalogue.keys()]).toEqual(ids.split(' '));
  });

  test.each([...catalogue.values()])('$id says in both languages what it means, and computes what it says', (kpi) => {
    for (const text of [kpi.title, kpi.meaning]) {
      expect(text.ru).toMatch(/[а-яё]/i);
      expect(text.en).not.toMatch(/[а-яё]/i);
    }
    expect(kpi.meaning.ru).toMatch(/\.$/);
    expect(kpi.formula).not.toBe('');
    expect(isMoney(kpi.value)).toBe(kpi.unit === 'money');
    expect(kpi.breakdowns).toContain('EMPLOYEE');
    expect(kpi.breakdowns.includes('STAGE')).toBe(kpi.id.startsWith('pipeline'));
    expect(new Set(kpi.measures)).toEqual(new Set(byHand[kpi.id]?.needs));
  });
});

describe('reading a catalogue folder', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'catalogue '));
  });
  afterEach(() => rm(folder, { recursive: true }));
  const read = () => readCatalogue(pathToFileURL(`${folder}/`));
  const write = (file: string, id: string) => writeFile(join(folder, file), `export default { id: '${id}' };`);

  test('takes built files and leaves types and maps', async () => {
    await write('one.js', 'one');
    await writeFile(join(folder, 'one.d.ts'), 'export {};');
    await writeFile(join(folder, 'one.js.map'), '{}');
    expect((await read()).map(({ id }) => id)).toEqual(['one']);
  });

  test('refuses a name that differs from its file', async () => {
    await write('one.js', 'two');
    await expect(read()).rejects.toThrow("one.js defines two: the file must carry the figure's name");
  });

  test('refuses a figure defined twice', async () => {
    await write('one.js', 'one');
    await write('two.js', 'one');
    await expect(read()).rejects.toThrow('one is defined already');
  });

  test('refuses a file without a figure, and a name that rows have already', async () => {
    await writeFile(join(folder, 'one.js'), 'export const value = 1;');
    await expect(read()).rejects.toThrow('exports no figure');
    await rm(join(folder, 'one.js'));
    await write('team.js', 'team');
    await expect(read()).rejects.toThrow('a field of that name already');
  });
});

describe('a formula', () => {
  const sums = (values: Partial<Record<Measure, number>>) => (measure: Measure) => values[measure] ?? 0;

  test('is null where there is nothing to divide by, and never zero instead', () => {
    const rate = ratio('won', plus('won', 'lost'));
    expect(evaluate(rate, sums({ won: 1, lost: 3 }))).toBe(0.25);
    expect(evaluate(rate, sums({}))).toBeNull();
    expect(evaluate(rate, sums({ won: 1, lost: -2 }))).toBeNull();
  });

  test('is unknown while nothing is known of what there is', () => {
    const margin = known(minus('costed', 'cost'), { part: 'costed', whole: 'revenue' });
    expect(evaluate(margin, sums({ revenue: 100 }))).toBeNull();
    expect(evaluate(margin, sums({ revenue: 100, costed: 80, cost: 50 }))).toBe(30);
    expect(evaluate(margin, sums({}))).toBe(0);
    expect(evaluate(plus(margin, 'cost'), sums({ revenue: 100 }))).toBeNull();
  });

  test('is printed for people', () => {
    expect(print(ratio('won', plus('won', 'lost')))).toBe('won ÷ (won + lost)');
    expect(print(minus('costed', 'cost'))).toBe('costed − cost');
  });

  test('knows flows from stocks', () => {
    expect(() => sum('in_stage')).toThrow("use stock('in_stage')");
    expect(() => stock('won')).toThrow("use sum('won')");
    expect(measuresOf(ratio('won', plus('won', 'lost')))).toEqual(['won', 'lost']);
  });

  test('means the same to SQL as to JavaScript: SQL orders, JavaScript shows', () => {
    const amount = fc.integer({ min: -3, max: 3 });
    fc.assert(
      fc.property(fc.record({ won: amount, lost: amount, revenue: amount, costed: amount, cost: amount }), (values) => {
        for (const { value } of catalogue.values()) {
          const compiled = toSql(value, (measure) => `(${sums(values)(measure)})`);
          expect(runSql(compiled)).toEqual(evaluate(value, sums(values)));
        }
      }),
    );
  });
});

/** The little SQL that formulas compile to, by translation to JavaScript: case, comparisons and arithmetic. */
function runSql(text: string): number | null {
  const script = text
    .replaceAll('::float8', '')
    .replaceAll(' <> ', ' !== ')
    .replaceAll(' = ', ' === ')
    .replaceAll(' and ', ' && ')
    .replace(/case when (.+?) then (.+?) else (.+?) end/g, '$1 ? $2 : $3')
    .replace(/case when (.+?) then (.+?) end/g, '$1 ? $2 : null');
  return Function(`return ${script}`)() as number | null;
}
