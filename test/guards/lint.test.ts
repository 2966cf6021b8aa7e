import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { projectRoot } from './project-files.ts';

interface Diagnostic {
  category: string;
  severity: string;
}

const console_ = `console.log('x');\n`;
const decorated = `import { Arg } from './x.ts';

export class A {
  b(@Arg('c') c: string): string {
    return c;
  }
}
`;
const cases: [rule: string | undefined, path: string, text: string][] = [
  ['lint/suspicious/noExplicitAny', 'server/src/lib/a.ts', `export const x: ${'any'} = 1;\n`],
  ['lint/suspicious/noConsole', 'server/src/lib/b.ts', console_],
  ['lint/correctness/noUnusedImports', 'web/src/c.ts', `import { x } from './x.ts';\n`],
  ['lint/style/useImportType', 'server/src/lib/d.ts', `import { X } from './x.ts';\n\nexport const x: X = 1;\n`],
  ['lint/suspicious/noFocusedTests', 'test/e.test.ts', `test${'.only'}('x', () => {});\n`],
  ['lint/suspicious/noSkippedTests', 'test/f.test.ts', `test${'.skip'}('x', () => {});\n`],
  ['format', 'server/src/lib/g.ts', `export  const x = "1"\n`],
  [
    'assist/source/organizeImports',
    'server/src/lib/h.ts',
    `import './b.ts';\nimport './a.ts';\n\nimport b from 'b';\nimport a from 'a';\n\nexport { a, b };\n`,
  ],
  [undefined, 'server/src/main.ts', console_],
  [undefined, 'server/src/sales/decorated.ts', decorated],
];

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'voronka-lint-'));
  const config = JSON.parse(readFileSync(join(projectRoot, 'biome.json'), 'utf8')) as object;
  for (const [path, text] of [
    ['biome.json', JSON.stringify({ ...config, vcs: { enabled: false } })] as const,
    ...cases.map(([, path, text]) => [path, text] as const),
  ]) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
});
afterAll(() => rmSync(folder, { recursive: true }));

function check(path: string): Diagnostic[] {
  const biome = join(projectRoot, 'node_modules', '@biomejs', 'biome', 'bin', 'biome');
  const { stdout, stderr } = spawnSync(process.execPath, [biome, 'check', '--reporter=json', path], {
    cwd: folder,
    encoding: 'utf8',
  });
  try {
    return (JSON.parse(stdout) as { diagnostics: Diagnostic[] }).diagnostics;
  } catch {
    throw new Error(stdout + stderr);
  }
}

// The run of biome over the project is a step of its own in `npm test`; here stands that it can fail.
describe('the linter and formatter', () => {
  test.each(cases)('%s in %s', (rule, path) => {
    const found = check(path).map(({ category, severity }) => `${severity} ${category}`);
    expect(found).toEqual(rule === undefined ? [] : [`error ${rule}`]);
  });
});
