import type { TestProject } from 'vitest/node';
import { type FoundBrowser, findBrowser } from './find-browser.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    browser: FoundBrowser;
  }
}

/** Once per run with browser tests: which browser. */
export default async function setup(project: TestProject): Promise<void> {
  project.provide('browser', await findBrowser());
}
