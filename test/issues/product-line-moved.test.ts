import { afterAll, beforeAll, expect, test } from 'vitest';
import { ledgerChecks, verify } from '../../server/src/ledger/verify.ts';
import { sql } from '../../server/src/lib/sql.ts';
import { dealsEqualTheirFacts } from '../../server/src/sales/deals/verify-deals.ts';
import type { Named } from '../world/nouns.ts';
import { startWorld, type World } from '../world/world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
  await world.pipeline();
});
afterAll(() => world?.close());

const byLine = `{ kpis(period: { named: TODAY }, by: [PRODUCT_LINE]) {
  rows { productLine { name } pipelineDeals { value } pipelineAmount { value } revenue { value } } } }`;

/** As an import does that tells the product again. */
async function movesTo(product: Named, line: Named): Promise<void> {
  await world.database.owner.query(sql`update product set product_line_id = ${line.id} where id = ${product.id}`);
}

test('a deal leaves the product line it entered, though its product has moved to another one meanwhile', async () => {
  const [beds, tables] = [await world.productLine('Кровати'), await world.productLine('Столы')];
  const product = await world.product('Кровать-стол', { line: beds });
  const anna = await world.manager('Анна');
  const deal = await anna.opens({ lines: [{ product, price: 100 }] });

  await movesTo(product, tables);
  await anna.moves(deal, 'Договор');
  expect(await world.ask(byLine)).toEqual({
    kpis: {
      rows: [
        {
          productLine: { name: 'Кровати' },
          pipelineDeals: { value: 1 },
          pipelineAmount: { value: 100 },
          revenue: { value: 0 },
        },
      ],
    },
  });
  await anna.wins(deal);
  // the careful way finds every entry it has to take back
  await anna.amends(deal, { lines: [{ product, price: 90 }] });
  expect(await verify(world.database.owner, [...ledgerChecks, dealsEqualTheirFacts])).toEqual([]);
});
