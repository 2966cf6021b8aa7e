import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fingerprint, isStamped } from './fingerprint.mjs';
import { alone } from './lock.mjs';
import { Failure, root } from './node.mjs';
import { capture, pnpm } from './run.mjs';

const stamp = 'node_modules/.voronka-installed';
const packages = ['server', 'web', 'schema', 'test'];
const manifests = ['.', ...packages].map((folder) => `${folder}/package.json`);

/** Installs exactly what the lockfile says, unless that is what is installed already: then no registry is needed. */
export async function install() {
  const print = `${fingerprint(['pnpm-lock.yaml', 'pnpm-workspace.yaml', ...manifests])} ${process.platform} ${process.arch}`;
  const folders = ['server', 'web', 'test'].map((folder) => join(root, folder, 'node_modules'));
  const isInstalled = () => folders.every((folder) => existsSync(folder)) && isStamped(stamp, print);
  if (isInstalled()) return;
  await alone(async () => {
    // Another process may have done it while this one waited.
    if (isInstalled()) return;
    console.error('Installing the packages …');
    // Without a terminal pnpm would refuse to replace a folder made with other settings.
    const arguments_ = [...pnpm.arguments, 'install', '--frozen-lockfile', '--config.confirmModulesPurge=false'];
    const { code, output } = await capture(pnpm.file, arguments_, { shell: pnpm.shell });
    if (code !== 0) {
      console.error(output.trimEnd());
      throw new Failure(`The installation failed with exit code ${code}: its messages are above.`);
    }
    writeFileSync(join(root, stamp), print);
  });
}
