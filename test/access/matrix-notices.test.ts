import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Policy } from '../../server/src/access/policy.ts';
import type { NounRules } from '../../server/src/access/rules.ts';
import { askerOf, atOnce, transports } from './matrix-askers.ts';
import { additions, onDeals } from './matrix-deal-verbs.ts';
import { compareFields } from './matrix-fields.ts';
import { makeOwnedRows } from './matrix-record-rows.ts';
import { compareOwned, compareOwnedVerbs } from './matrix-records.ts';
import { Comparison } from './matrix-report.ts';
import { compareRows } from './matrix-rows.ts';
import { readSchema } from './matrix-schema.ts';
import { compareVerbs } from './matrix-verbs.ts';
import { type MatrixWorld, startMatrixWorld } from './matrix-world.ts';

/**
 * Five lines changed on purpose: a head of sales reads every deal, a marketer sees what things cost, a manager reassigns deals, reads what
 * all clients ask, and an assistant amends every task.
 */
vi.mock('../../server/src/policy.ts', async (original) => {
  const { allRules } = await original<{ allRules: readonly NounRules[]; policy: Policy }>();
  const { policyOf } = await import('../../server/src/access/policy.ts');
  const changed = allRules.map((noun): NounRules => {
    const rules = noun.rules.map((rule) => {
      if (noun.subject === 'Deal' && rule.who.includes('head_of_sales') && rule.may.includes('read'))
        return { ...rule, which: undefined };
      if (noun.subject === 'Product' && rule.fields) return { ...rule, fields: [...rule.fields, 'cost'] };
      if (noun.subject === 'Deal' && rule.who.includes('manager'))
        return { ...rule, may: [...rule.may, 'reassignDeal'] };
      if (noun.subject === 'Ticket' && rule.who.includes('manager')) return { ...rule, which: undefined };
      if (noun.subject === 'Task' && rule.who.includes('assistant')) return { ...rule, which: undefined };
      return rule;
    });
    return { ...noun, rules };
  });
  return { allRules: changed, policy: policyOf(changed) };
});

/** Those whose lines were changed, and one whose were not. */
const some = ['head_of_sales', 'manager', 'marketer', 'assistant', 'analyst'];

/** Whom differences are about. */
function about({ differences }: Comparison): string[] {
  return [...new Set(differences.flatMap((difference) => difference.split(',')[0] ?? ''))].toSorted();
}

describe.each(transports)('a server with another policy is told apart over %s', (transport) => {
  let matrix: MatrixWorld;
  beforeAll(async () => {
    const whole = await startMatrixWorld();
    const onlookers = whole.onlookers.filter(
      ({ place, eyes }) => place === 'first' && !eyes.readOnly && some.includes(eyes.role),
    );
    matrix = { ...whole, onlookers };
  });
  afterAll(() => matrix.close());

  test('by its rows and fields', async () => {
    const [rows, fields] = [new Comparison(), new Comparison()];
    const schema = await readSchema(askerOf('http', matrix.world.url, matrix.world.token));
    await atOnce(4, matrix.onlookers, async (onlooker) => {
      const asker = askerOf(transport, matrix.world.url, onlooker.token);
      await compareRows(matrix, onlooker, asker, rows);
      await compareFields(onlooker, asker, schema, { overHttp: transport === 'http', cases: fields });
      asker.close();
    });
    expect(about(rows)).toEqual(['head_of_sales']);
    expect(about(fields)).toEqual(['marketer']);
  }, 240_000);

  test('by its rows of records, and the verbs on them', async () => {
    const [rows, verbs] = [new Comparison(), new Comparison()];
    const schema = await readSchema(askerOf('http', matrix.world.url, matrix.world.token));
    const made = await makeOwnedRows(matrix);
    const owned = { schema, rows: new Map([...made].filter(([noun]) => ['Ticket', 'Task', 'Lead'].includes(noun))) };
    for (const onlooker of matrix.onlookers) {
      const asker = askerOf(transport, matrix.world.url, onlooker.token);
      await compareOwned(owned, onlooker, asker, rows);
      await compareOwnedVerbs(owned, onlooker, asker, verbs);
      asker.close();
    }
    expect(about(rows)).toEqual(['manager']);
    // a head of sales has the same line of tasks as an assistant
    expect(about(verbs)).toEqual(['assistant', 'head_of_sales', 'manager']);
  }, 240_000);

  test('by its verbs', async () => {
    const [verbs, untouched] = [new Comparison(), new Comparison()];
    await compareVerbs(matrix, transport, onDeals, verbs);
    await compareVerbs(matrix, transport, additions, untouched);
    expect(about(verbs)).toEqual(expect.arrayContaining(['manager', 'head_of_sales']));
    expect(untouched.differences).toEqual([]);
  }, 240_000);
});
