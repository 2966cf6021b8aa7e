import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { catalogue, readCatalogue } from '../../server/src/kpi/catalogue.ts';
import { known, minus, opening, plus, ratio, scale, stock, sum, term, times } from '../../server/src/kpi/define-kpi.ts';
import { evaluate, isAdditive, isMoney, type Numbers, print, sumsOf, toSql } from '../../server/src/kpi/expression.ts';
import { type Measure, measureNames } from '../../server/src/ledger/measures.ts';
import { plannable } from '../../server/src/plans/plannable.ts';
import { startDatabase } from '../world/database.ts';
import { byHand } from './by-hand.ts';

const people = 'EMPLOYEE TEAM DEPARTMENT';
/** Every figure by what it can be broken down by, as the domain has it. */
const told: Record<string, string[]> = {
  [`${people} TERRITORY PRODUCT PRODUCT_LINE CHANNEL SOURCE CAMPAIGN SEGMENT CLIENT PIPELINE`]: [
    ...['revenue', 'margin', 'profitability', 'wonDeals', 'lostDeals', 'openedDeals', 'averageDeal', 'winRate'],
    ...['dealCycle', 'salesVelocity'],
  ],
  [`${people} TERRITORY PRODUCT PRODUCT_LINE CHANNEL SOURCE CAMPAIGN SEGMENT CLIENT PIPELINE STAGE`]: [
    ...['pipelineDeals', 'pipelineAmount', 'weightedPipeline', 'stageWinRate', 'procedureAdherence'],
  ],
  [`${people} TERRITORY PRODUCT PRODUCT_LINE CHANNEL SOURCE CAMPAIGN SEGMENT PIPELINE`]: ['topClientShare'],
  [`${people} TERRITORY SEGMENT CLIENT CONTACT_CHANNEL`]: [
    ...['calls', 'callsIn', 'callsOut', 'meetings', 'emails', 'messages', 'presentations', 'talkTime'],
    ...['averageTalkTime', 'contacts'],
  ],
  [`${people} TERRITORY SEGMENT CLIENT`]: [
    ...['contactConversion', 'taskCompletion', 'onTimeDocuments', 'invoiced', 'payments', 'neglectedClients'],
  ],
  [`${people} TERRITORY SOURCE CAMPAIGN SEGMENT`]: [
    ...['leads', 'qualifiedLeads', 'qualificationRate', 'convertedLeads', 'leadConversion', 'conversionTime'],
  ],
  [`${people} TERRITORY PRODUCT PRODUCT_LINE SOURCE CAMPAIGN SEGMENT CLIENT`]: ['responseTime', 'lateAnswers'],
  [`${people} TERRITORY CHANNEL SOURCE CAMPAIGN SEGMENT CLIENT`]: [
    ...['activeClients', 'newClients', 'churnedClients', 'retentionRate', 'churnRate', 'repeatRevenueShare'],
  ],
  [`${people} PRODUCT PRODUCT_LINE SEGMENT CLIENT`]: [
    ...['requests', 'complaints', 'resolutionTime', 'satisfaction', 'satisfiedShare', 'nps'],
  ],
  [`${people} SOURCE CAMPAIGN`]: ['sellingExpenses', 'costPerLead'],
  'SOURCE CAMPAIGN': ['cac'],
  [people]: ['budgetExecution', 'trainingCompletion', 'planAttainment', 'kpiCoefficient'],
};

describe('the catalogue', () => {
  test('holds the figures of the whole department', () => {
    expect([...catalogue.keys()]).toEqual(Object.values(told).flat().toSorted());
  });

  test.each([...catalogue.values()])('$id says in both languages what it means, and computes what it says', (kpi) => {
    for (const text of [kpi.title, kpi.meaning]) {
      expect(text.ru).toMatch(/[а-яё]/i);
      expect(text.en).not.toMatch(/[а-яё]/i);
    }
    expect(kpi.meaning.ru).toMatch(/\.$/);
    expect(kpi.formula).not.toBe('');
    expect(isMoney(kpi.value)).toBe(kpi.unit === 'money');
    const asked = byHand[kpi.id];
    expect(new Set(kpi.sums)).toEqual(new Set(asked?.needs));
    expect(kpi.openings).toEqual(asked?.openings ?? []);
  });

  test.each(Object.entries(told))('allows the breakdowns %s', (by, ids) => {
    for (const id of ids) expect([id, catalogue.get(id)?.breakdowns]).toEqual([id, by.split(' ')]);
  });

  test('says of plans what the plans themselves say', () => {
    for (const [id, { unit, better, adds }] of Object.entries(plannable)) {
      expect(catalogue.get(id), id).toMatchObject({ unit, better });
      expect([id, catalogue.get(id)?.additive]).toEqual([id, adds === 'flow']);
    }
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
  const numbers = (
    sums: Partial<Record<Measure, number>>,
    openings: Partial<Record<Measure, number>> = {},
  ): Numbers => ({
    sum: (measure) => sums[measure] ?? 0,
    opening: (measure) => openings[measure] ?? 0,
    term: () => null,
  });

  test('is null where there is nothing to divide by, and never zero instead', () => {
    const rate = ratio('won', plus('won', 'lost'));
    expect(evaluate(rate, numbers({ won: 1, lost: 3 }))).toBe(0.25);
    expect(evaluate(rate, numbers({}))).toBeNull();
    expect(evaluate(rate, numbers({ won: 1, lost: -2 }))).toBeNull();
    expect(evaluate(scale(times('won', rate), 2), numbers({ won: 3, lost: 1 }))).toBe(4.5);
    expect(evaluate(scale(times('won', rate), 2), numbers({}))).toBeNull();
  });

  test('is unknown while nothing is known of what there is', () => {
    const margin = known(minus('costed', 'cost'), { part: 'costed', whole: 'revenue' });
    expect(evaluate(margin, numbers({ revenue: 100 }))).toBeNull();
    expect(evaluate(margin, numbers({ revenue: 100, costed: 80, cost: 50 }))).toBe(30);
    expect(evaluate(margin, numbers({}))).toBe(0);
    expect(evaluate(plus(margin, 'cost'), numbers({ revenue: 100 }))).toBeNull();
    expect(evaluate(ratio('revenue', term('revenuePlan')), numbers({ revenue: 100 }))).toBeNull();
  });

  test('looks at the beginning of the period too', () => {
    const kept = ratio(minus(stock('active'), 'new_clients'), opening('active'));
    expect(evaluate(kept, numbers({ active: 12, new_clients: 4 }, { active: 10 }))).toBe(0.8);
    expect(evaluate(kept, numbers({ active: 12, new_clients: 4 }))).toBeNull();
  });

  test('is printed for people', () => {
    expect(print(ratio('won', plus('won', 'lost')))).toBe('won ÷ (won + lost)');
    expect(print(minus('costed', 'cost'))).toBe('costed − cost');
    expect(print(ratio('churned', opening('active')))).toBe('churned ÷ active at the start');
    expect(print(ratio('won', plus('calls_in', 'calls_out', 'meetings')))).toBe(
      'won ÷ (calls_in + calls_out + meetings)',
    );
    expect(print(scale(ratio('won', 'lost'), 100))).toBe('(won ÷ lost) × 100');
    expect(print(ratio(times('in_stage', ratio('won', 'lost')), 'cycle'))).toBe('(in_stage × (won ÷ lost)) ÷ cycle');
    expect(print(ratio('revenue', term('revenuePlan')))).toBe('revenue ÷ (optimal plan of revenue)');
  });

  test('knows flows from stocks, and what adds up', () => {
    expect(() => sum('in_stage')).toThrow("use stock('in_stage')");
    expect(() => stock('won')).toThrow("use sum('won')");
    expect(() => opening('won')).toThrow('nothing of it stands at its beginning');
    expect(sumsOf(ratio('won', plus('won', 'lost')))).toEqual(['won', 'lost']);
    expect(isAdditive(plus('won', 'lost', 'opened'))).toBe(true);
    for (const value of [stock('active'), opening('active'), ratio('won', 'lost'), times('won', 'lost')])
      expect(isAdditive(value)).toBe(false);
  });

  test('means the same to SQL as to JavaScript: SQL orders, JavaScript shows', async () => {
    const own = await startDatabase();
    const amount = fc.integer({ min: -3, max: 3 });
    const some = fc.record(
      Object.fromEntries(measureNames.flatMap((m) => [`s_${m}`, `o_${m}`]).map((n) => [n, amount])),
    );
    const rows = fc.sample(some, { seed: 7, numRuns: 300 });
    const kpis = [...catalogue.values()].filter(({ terms }) => terms.length === 0);
    const parts = { sum: (m: Measure) => `s_${m}::bigint`, opening: (m: Measure) => `o_${m}::bigint` };
    const compiled = kpis.map(({ id, value }) => `${toSql(value, parts)}::float8 as "${id}"`).join(', ');
    const names = Object.keys(rows[0] ?? {}).map((name) => `${name} int`);
    const answered = await own.database.app.query<Record<string, number | null>>({
      text: `select ${compiled} from json_to_recordset($1) as v(${names.join(', ')})`,
      values: [JSON.stringify(rows)],
    });
    await own.close();
    const expected = rows.map((row) => {
      const at = {
        sum: (m: Measure) => row[`s_${m}`] ?? 0,
        opening: (m: Measure) => row[`o_${m}`] ?? 0,
        term: () => null,
      };
      return Object.fromEntries(kpis.map(({ id, value }) => [id, plain(evaluate(value, at))]));
    });
    expect(answered.map((row) => Object.fromEntries(Object.entries(row).map(([id, v]) => [id, plain(v)])))).toEqual(
      expected,
    );
  });
});

/** Zero has one sign here. */
function plain(value: number | null): number | null {
  return value === null ? null : value + 0;
}
