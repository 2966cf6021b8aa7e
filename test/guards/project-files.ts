import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

/** A file of the project. */
export interface SourceFile {
  path: string;
  text: string;
}

export const projectRoot = join(import.meta.dirname, '..', '..');

const generated = /(^|\/)(node_modules|dist|\.report|gql|paraglide)\//;

/** The hand-written files below these folders with one of these endings. */
export function projectFiles(folders: readonly string[], endings = /\.(ts|tsx|css|mjs)$/): SourceFile[] {
  return folders
    .flatMap((folder) => readdirSync(join(projectRoot, folder), { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile() && endings.test(entry.name))
    .map((entry) => relative(projectRoot, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .filter((path) => !generated.test(path))
    .map((path) => ({ path, text: readFileSync(join(projectRoot, path), 'utf8') }));
}

const longest = 250;

/** Words that switch a check off, written so that this file does not hold them itself. */
const forbidden: [what: string, pattern: RegExp, only?: RegExp][] = [
  [
    'a test that is singled out, left out or promised',
    /\b(test|it|describe|suite)(\.\w+)*\.(only|skip|todo|fails)\b/,
    /\.test\.tsx?$/,
  ],
  ['a compiler error switched off', new RegExp(`@ts-(${['ignore', 'expect-error', 'nocheck'].join('|')})`)],
  ['a lint rule switched off', new RegExp(`${'biome'}-ignore|${'eslint'}-disable`)],
];

/** What is wrong with files by themselves: too long, or with checks switched off. */
export function faults(files: readonly SourceFile[]): string[] {
  return files.flatMap(({ path, text }) => {
    const lines = text.split('\n');
    const length = lines.at(-1) === '' ? lines.length - 1 : lines.length;
    const found = forbidden
      .filter(([, , only]) => only?.test(path) ?? true)
      .flatMap(([what, pattern]) =>
        lines.flatMap((line, i) => (pattern.test(line) ? [`${path}:${i + 1}: ${what}`] : [])),
      );
    return length > longest ? [`${path}: ${length} lines, at most ${longest}`, ...found] : found;
  });
}

/** The entries, and what hands the environment on to PostgreSQL's own programs. */
const entries = ['server/src/main.ts', 'server/src/cli.ts', 'server/src/database/embedded-cluster.ts'];

/** Where the server asks the environment although only its entries do, handing it to config.ts. */
export function readersOfEnvironment(files: readonly SourceFile[]): string[] {
  return files
    .filter(({ path }) => path.startsWith('server/src/') && !entries.includes(path))
    .filter(({ text }) => /process\.env\b/.test(text))
    .map(({ path }) => path);
}
