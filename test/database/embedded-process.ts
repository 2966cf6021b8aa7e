import { startEmbedded } from '../../server/src/database/embedded.ts';

// A process of its own that uses a cluster until its standard input closes: what a server or a command is to another.
const postgres = await startEmbedded({ dataDir: process.argv[2] ?? '', settings: { fsync: 'off' } });
console.log(JSON.stringify({ port: postgres.port, reused: postgres.reused }));
for await (const _ of process.stdin);
await postgres.stop();
