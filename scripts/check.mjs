import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build, tsc } from './build.mjs';
import { install } from './install.mjs';
import { environment, Failure, main, nodeBinary, root } from './node.mjs';
import { run } from './run.mjs';

// where test/vitest.config.ts has it written
const report = join(root, 'test', '.report', 'vitest.json');
const interrupted = new AbortController();
process.once('SIGINT', () => interrupted.abort()).once('SIGTERM', () => interrupted.abort());

/** Every step is run, also after one has failed, and answers how much passed, failed and was skipped. */
const steps = {
  'Format and lint': () =>
    node([join(root, 'node_modules', '@biomejs', 'biome', 'bin', 'biome'), 'check', '--error-on-warnings', '.']),
  // Before the types: the web's build generates the sources that its types come from.
  Build: () => build('server', 'web').then(() => one(true)),
  'Types of server': () => types('server'),
  'Types of web': () => types('web'),
  'Types of test': () => types('test'),
  Tests: tests,
};

// npm test: everything that must hold, in one run. The last line counts tests, and each other step as one.
await main(async () => {
  const sum = { passed: 0, failed: 0, skipped: 0 };
  await install();
  for (const [name, step] of Object.entries(steps)) {
    if (interrupted.signal.aborted) throw new Failure('Interrupted.');
    const started = Date.now();
    console.log(`\n=== ${name}`);
    const counts = await step().catch((error) => {
      console.error(error instanceof Failure ? error.message : error);
      return one(false);
    });
    for (const key of Object.keys(sum)) sum[key] += counts[key];
    console.log(
      `=== ${name}: ${counts.failed ? 'FAILED' : 'passed'} in ${((Date.now() - started) / 1000).toFixed(1)} s`,
    );
  }
  const skipped = sum.skipped ? `, ${sum.skipped} skipped` : '';
  console.log(`\n${sum.passed} passed, ${sum.failed} failed${skipped}`);
  return sum.failed ? 1 : 0;
});

function one(passed) {
  return { passed: passed ? 1 : 0, failed: passed ? 0 : 1, skipped: 0 };
}

async function node(arguments_) {
  return one((await run(nodeBinary(), arguments_)) === 0);
}

function types(name) {
  // Not the build's own record, which would then believe that it had written its files.
  const record = ['--incremental', '--tsBuildInfoFile', join(root, '.cache', `types-${name}.tsbuildinfo`)];
  return node([tsc, '--noEmit', '-p', `${name}/tsconfig.json`, ...record]);
}

async function tests() {
  rmSync(report, { force: true });
  const vitest = join(root, 'test', 'node_modules', 'vitest', 'vitest.mjs');
  const code = await run(nodeBinary(), [vitest, 'run', '--config', 'vitest.config.ts'], {
    cwd: join(root, 'test'),
    env: environment(process.stdout.isTTY ? {} : { NO_COLOR: '1' }),
  });
  if (!existsSync(report)) throw new Failure(`vitest ended with exit code ${code} before it could report.`);
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults } = JSON.parse(
    readFileSync(report, 'utf8'),
  );
  // A file that cannot even be loaded has no tests to count, and an error outside every test fails the run all the same.
  const unloaded = testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0).length;
  const failed = numFailedTests + unloaded;
  return { passed: numPassedTests, failed: failed || (code ? 1 : 0), skipped: numPendingTests + numTodoTests };
}
