import { join } from 'node:path';
import { install } from './install.mjs';
import { main, nodeBinary, root } from './node.mjs';
import { pnpm, run } from './run.mjs';

// npm run dev: the server restarts and the pages reload when their sources change. The first to end, ends both.
await main(async () => {
  await install();
  const server = ['--watch', '--import', '@oxc-node/core/register', join('src', 'main.ts')];
  const web = [...pnpm.arguments, '--dir', 'web', 'run', 'dev'];
  const ended = new AbortController();
  const until = ended.signal;
  const both = [
    run(nodeBinary(), server, { cwd: join(root, 'server'), until }),
    run(pnpm.file, web, { shell: pnpm.shell, group: true, until }),
  ];
  const code = await Promise.race(both);
  ended.abort();
  await Promise.all(both);
  return code;
});
