import { createRequire } from 'node:module';
import { defineConfig } from 'vitest/config';

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
  testTimeout: 30_000,
  hookTimeout: 60_000,
  teardownTimeout: 30_000,
  setupFiles: ['../server/src/lib/design-types.ts'],
};

export default defineConfig({
  ...shared,
  test: {
    maxWorkers: 2,
    reporters: ['default', ['json', { outputFile: '.report/vitest.json' }]],
    // Without `extends` the projects do not repeat it: one cluster for the whole run.
    globalSetup: ['world/global-setup.ts'],
    projects: [
      {
        ...shared,
        test: { ...limits, name: 'node', include: ['**/*.test.ts'], exclude: ['e2e/**', '**/node_modules/**'] },
      },
      {
        ...shared,
        test: { ...limits, name: 'e2e', include: ['e2e/**/*.test.ts'], globalSetup: ['e2e/global-setup.ts'] },
      },
    ],
  },
});
