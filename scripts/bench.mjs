import { join } from 'node:path';
import { prepare } from './build.mjs';
import { environment, main, nodeBinary, root } from './node.mjs';
import { run } from './run.mjs';

// npm run bench: measures the built product beside its floors and peers.
await main(async () => {
  await prepare('server', 'web');
  const arguments_ = ['--import', '@oxc-node/core/register', join('bench', 'main.ts'), ...process.argv.slice(2)];
  return run(nodeBinary(), arguments_, { cwd: join(root, 'test'), env: environment({ NODE_ENV: 'production' }) });
});
