import { join } from 'node:path';
import { prepare } from './build.mjs';
import { environment, main, nodeBinary, root } from './node.mjs';
import { run } from './run.mjs';

// npm start: installs, builds and serves.
await main(async () => {
  await prepare('server', 'web');
  const entry = join(root, 'server', 'dist', 'src', 'main.js');
  return run(nodeBinary(), ['--enable-source-maps', entry, ...process.argv.slice(2)], {
    env: environment({ NODE_ENV: process.env.NODE_ENV || 'production' }),
  });
});
