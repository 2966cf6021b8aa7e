import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { examine } from './layers.ts';

const root = join(import.meta.dirname, '..', '..');
const planted: string[] = [];

/** A project of a few lines: what each file imports. */
function plant(files: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), 'voronka-planted-'));
  planted.push(folder);
  for (const [path, text] of Object.entries({ 'web/src/main.tsx': '', ...files })) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), `${text}\nexport const x = 1;\n`);
  }
  return folder;
}

afterEach(() => {
  for (const folder of planted.splice(0)) rmSync(folder, { recursive: true });
});

describe('dependencies point one way', () => {
  test('in this project', async () => {
    const { modules, violations } = await examine(root);
    expect(violations).toEqual([]);
    const own = modules.map(({ source }) => source);
    expect(own.filter((path) => path.startsWith('server/src/')).length).toBeGreaterThan(50);
    expect(own.filter((path) => path.startsWith('web/src/')).length).toBeGreaterThan(20);
  });

  const ledger = { 'server/src/ledger/post.ts': '', 'server/src/ledger/entry.ts': '' };
  const cases: [rule: string, files: Record<string, string>][] = [
    ['layers', { ...ledger, 'server/src/lib/sql.ts': `import '../ledger/post.ts';` }],
    ['layers', { ...ledger, 'server/src/lib/sql.ts': `import type { Entry } from '../ledger/entry.ts';` }],
    ['layers', { 'server/src/app.ts': '', 'server/src/kpi/read-kpis.ts': `export { x as y } from '../app.ts';` }],
    ['layers', { 'server/src/config.ts': '', 'server/src/lib/clock.ts': `await import('../config.ts');` }],
    [
      'layers',
      {
        'server/src/config.ts': '',
        'server/src/lib/a.ts': `export async function a() { await using x = await import('../config.ts'); }`,
      },
    ],
    ['layers', { ...ledger, 'server/src/context.ts': `import type { Entry } from './ledger/entry.ts';` }],
    ['no-cycles', { 'server/src/lib/a.ts': `import './b.ts';`, 'server/src/lib/b.ts': `import './a.ts';` }],
    ['no-unresolved', { 'server/src/lib/a.ts': `import './gone.ts';` }],
    [
      'resolvers-are-leaves',
      {
        'server/src/sales/deals/deal.resolver.ts': '',
        'server/src/kpi/read.ts': `import '../sales/deals/deal.resolver.ts';`,
      },
    ],
    ['a-kpi-is-data', { 'server/src/lib/sql.ts': '', 'server/src/kpi/catalogue/won.ts': `import '../../lib/sql.ts';` }],
    [
      'web-knows-the-schema-only',
      { 'server/src/lib/a.ts': '', 'web/src/main.tsx': `import '../../server/src/lib/a.ts';` },
    ],
    ['server-stands-alone', { 'web/src/a.ts': '', 'server/src/app.ts': `import '../../web/src/a.ts';` }],
    [
      'a-verb-knows-no-graphql',
      {
        ...ledger,
        'server/src/sales/deals/move-deal.ts': `import '../../ledger/post.ts'; import { Field } from 'type-graphql';`,
      },
    ],
    ['every-module-has-a-layer', { 'server/src/helpers/misc.ts': '' }],
  ];
  test.each(cases)('%s is found when broken %#', async (rule, files) => {
    const { violations } = await examine(plant(files));
    expect(violations.map(({ rule: name }) => name)).toEqual([rule]);
  });

  test('what is below is allowed', async () => {
    const { violations } = await examine(plant({ ...ledger, 'server/src/sales/x.ts': `import '../ledger/post.ts';` }));
    expect(violations).toEqual([]);
  });
});
