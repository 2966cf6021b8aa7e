import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { projectRoot } from './project-files.ts';

interface Manifest {
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
}

function inexact({ dependencies, devDependencies, optionalDependencies }: Manifest): string[] {
  return Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies })
    .filter(([, version]) => !/^(\d+\.\d+\.\d+(-[\w.]+)?|workspace:\*)$/.test(version))
    .map(([name, version]) => `${name} ${version}`);
}

/** The first commands a reader meets: the code block's lines, in order, without prompts and comments. */
function firstCommands(readme: string): string[] {
  return [...readme.matchAll(/```(?:sh|bash|console|shell)?\n(.*?)```/gs)]
    .flatMap(([, block = '']) => block.split('\n'))
    .map((line) =>
      line
        .replace(/^\$ /, '')
        .replace(/\s+#.*$/, '')
        .trim(),
    )
    .filter((line) => line !== '' && !line.startsWith('#'));
}

describe('packages', () => {
  test.each(['.', 'server', 'web', 'schema', 'test'])('%s names exact versions', (folder) => {
    const manifest = JSON.parse(readFileSync(join(projectRoot, folder, 'package.json'), 'utf8')) as Manifest;
    expect(inexact(manifest)).toEqual([]);
  });

  test('a range is found', () => {
    expect(
      inexact({ dependencies: { a: '^1.0.0', b: '1.0.0', c: '*' }, devDependencies: { d: '~2.1.0', e: 'latest' } }),
    ).toEqual(['a ^1.0.0', 'c *', 'd ~2.1.0', 'e latest']);
  });

  test('one lockfile is there', () => {
    expect(existsSync(join(projectRoot, 'pnpm-lock.yaml'))).toBe(true);
  });
});

describe('README', () => {
  test('begins with npm start and npm test', () => {
    const commands = firstCommands(readFileSync(join(projectRoot, 'README.md'), 'utf8'));
    expect(commands.slice(0, 2)).toEqual(['npm start', 'npm test']);
  });

  test('other commands in front are found', () => {
    expect(firstCommands('# X\n```sh\n$ pnpm i # first\nnpm start\n```\n').slice(0, 2)).toEqual([
      'pnpm i',
      'npm start',
    ]);
  });
});
