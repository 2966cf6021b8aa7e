import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fingerprint, isStamped } from './fingerprint.mjs';
import { install } from './install.mjs';
import { alone } from './lock.mjs';
import { environment, Failure, main, nodeBinary, root } from './node.mjs';
import { capture, pnpm } from './run.mjs';

/** The TypeScript compiler, for nodeBinary() to run. */
export const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');

const shared = ['pnpm-lock.yaml', 'pnpm-workspace.yaml', 'tsconfig.base.json'];
const parts = {
  server: {
    inputs: [...shared, 'server'],
    generated: [],
    outputs: ['server/dist/src/main.js'],
    build: () => capture(nodeBinary(), [tsc, '-p', 'server/tsconfig.json']),
  },
  web: {
    inputs: [...shared, 'web', 'schema/schema.graphql'],
    generated: ['web/src/gql', 'web/src/i18n/paraglide'],
    outputs: ['web/dist/index.html', 'web/src/gql', 'web/src/i18n/paraglide'],
    build: () =>
      capture(pnpm.file, [...pnpm.arguments, '--dir', 'web', 'run', 'build'], {
        shell: pnpm.shell,
        env: environment(),
      }),
  },
};

/** Builds what has changed since it was last built. Everything said goes to stderr: stdout may be a command's answer. */
export async function build(...names) {
  if (names.every((name) => isBuilt(name, printOf(name)))) return;
  await alone(async () => {
    const built = await Promise.all(names.map(buildPart));
    const failed = built.filter(({ code }) => code !== 0);
    for (const { name, output } of failed) console.error(`--- ${name}\n${output.trimEnd()}`);
    if (failed.length > 0) {
      throw new Failure(`The build of ${failed.map(({ name }) => name).join(' and ')} failed: its messages are above.`);
    }
  });
}

/** Installs and builds: what every command does first. */
export async function prepare(...names) {
  await install();
  await build(...names);
}

const stampOf = (name) => `${name}/dist/.inputs`;
const printOf = (name) => fingerprint(parts[name].inputs, parts[name].generated);

function isBuilt(name, print) {
  return isStamped(stampOf(name), print) && parts[name].outputs.every((path) => existsSync(join(root, path)));
}

async function buildPart(name) {
  const print = printOf(name);
  // Another process may have done it while this one waited.
  if (isBuilt(name, print)) return { name, code: 0 };
  const started = Date.now();
  console.error(`Building ${name} …`);
  // Nothing of an earlier build may stay: a source that is gone must not live on.
  rmSync(join(root, name, 'dist'), { recursive: true, force: true });
  const { code, output } = await parts[name].build();
  if (code === 0) {
    writeFileSync(join(root, stampOf(name)), print);
    console.error(`Built ${name} in ${((Date.now() - started) / 1000).toFixed(1)} s`);
  }
  return { name, code, output };
}

if (process.argv[1] === import.meta.filename) await main(() => prepare('server', 'web'));
