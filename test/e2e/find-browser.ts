import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { unpackBrowser } from './unpack-browser.ts';

/** A browser that starts here, and what it needs. */
export interface FoundBrowser {
  executablePath: string;
  /** variables it must be started with, beside the usual ones */
  env: Record<string, string>;
  version: string;
}

/** The first of these that runs is taken. */
const known = [
  'chromium-headless-shell',
  'chrome-headless-shell',
  'google-chrome-stable',
  'google-chrome',
  'chrome',
  'chromium',
  'chromium-browser',
  'microsoft-edge-stable',
  'microsoft-edge',
];
const places = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
];

/**
 * Finds a browser: the one E2E_BROWSER names (a path, or `npm` for the one from npm), else the system's, else the one from npm.
 * To be called once per run: two processes unpacking the one from npm at once fail.
 */
export async function findBrowser(wanted = process.env.E2E_BROWSER): Promise<FoundBrowser> {
  if (wanted === 'npm') return browserFromNpm();
  if (wanted) {
    const version = versionOf(wanted);
    if (!version) throw new Error(`E2E_BROWSER names ${wanted}, which does not answer --version`);
    return { executablePath: wanted, env: {}, version };
  }
  for (const executablePath of installed()) {
    const version = versionOf(executablePath);
    if (version) return { executablePath, env: {}, version };
  }
  return browserFromNpm();
}

function installed(): string[] {
  const folders = (process.env.PATH ?? '').split(':').filter(Boolean);
  return [...known.flatMap((name) => folders.map((folder) => join(folder, name))), ...places].filter((path) =>
    existsSync(path),
  );
}

/** The Chromium that npm brought; where the system lacks NSS, with the libraries that come beside it. */
async function browserFromNpm(): Promise<FoundBrowser> {
  const { executablePath, libraries, fonts } = await unpackBrowser();
  const alone = versionOf(executablePath);
  if (alone) return { executablePath, env: {}, version: alone };
  const env = {
    LD_LIBRARY_PATH: [libraries, process.env.LD_LIBRARY_PATH].filter(Boolean).join(':'),
    FONTCONFIG_PATH: fonts,
  };
  const version = versionOf(executablePath, env);
  if (!version) throw new Error('No browser runs here: install Chromium or name one in E2E_BROWSER');
  return { executablePath, env, version };
}

function versionOf(path: string, env: Record<string, string> = {}): string | undefined {
  const { status, stdout } = spawnSync(path, ['--version'], {
    encoding: 'utf8',
    env: { ...process.env, ...env },
    timeout: 30_000,
  });
  return status === 0 ? stdout.trim() : undefined;
}
