import { createRequire } from 'node:module';
import { defineConfig } from 'vitest/config';
import { SlowFirst } from './slow-first.ts';

const projectRoot = import.meta.dirname;

/** What every project shares. */
const shared = {
  root: projectRoot,
  resolve: {
    // Node gives the server's packages graphql/index.js, Vite would give our sources index.mjs: two copies refuse each other's types.
    alias: [{ find: /^graphql$/, replacement: createRequire(import.meta.url).resolve('graphql/index.js') }],
  },
  // The tables and types of the server are legacy decorators with both types written out: no metadata is needed.
  oxc: { decorator: { legacy: true } },
};

const limits = {
  // on a busy machine a second is nothing
  expect: { poll: { timeout: 10_000 } },
  testTimeout: 30_000,
  hookTimeout: 60_000,
  teardownTimeout: 30_000,
  setupFiles: ['../server/src/lib/design-types.ts'],
};

/**
 * What is asked of nouns and verbs, each in a world of its own: one process after another would load the same server anew for every file, which
 * takes longer than most of them.
 */
const areas = [
  'department',
  'development',
  'issues',
  'marketing',
  'pay',
  'plans',
  'procedures',
  'records',
  'sales',
  'service',
  'strategy',
];
const verbs = areas.map((area) => `${area}/**/*.test.ts`);

export default defineConfig({
  ...shared,
  test: {
    maxWorkers: 2,
    sequence: { sequencer: SlowFirst },
    reporters: ['default', ['json', { outputFile: '.report/vitest.json' }]],
    // Without `extends` the projects do not repeat it: one cluster for the whole run.
    globalSetup: ['world/global-setup.ts'],
    projects: [
      {
        ...shared,
        test: {
          ...limits,
          name: 'node',
          include: ['**/*.test.ts'],
          exclude: ['e2e/**', '**/node_modules/**', ...verbs],
        },
      },
      {
        ...shared,
        test: { ...limits, name: 'verbs', include: verbs, isolate: false },
      },
      {
        ...shared,
        test: { ...limits, name: 'e2e', include: ['e2e/**/*.test.ts'], globalSetup: ['e2e/global-setup.ts'] },
      },
    ],
  },
});
