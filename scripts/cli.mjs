import { join } from 'node:path';
import { prepare } from './build.mjs';
import { environment, main, nodeBinary, root, userFolder } from './node.mjs';
import { run } from './run.mjs';

// npm run voronka -- <command>: runs where the user stands, so that relative paths mean what they say.
await main(async () => {
  await prepare('server');
  const entry = join(root, 'server', 'dist', 'src', 'cli.js');
  return run(nodeBinary(), ['--enable-source-maps', entry, ...process.argv.slice(2)], {
    cwd: userFolder(),
    env: environment({ NODE_ENV: process.env.NODE_ENV || 'production' }),
  });
});
