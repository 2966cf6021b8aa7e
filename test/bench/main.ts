import { parseArgs } from 'node:util';
import { type BenchCluster, startBenchCluster, withDatabase } from './cluster.ts';
import { benchFanOut } from './fan-out.ts';
import { generate } from './generate.ts';
import { benchImport } from './import.ts';
import { benchLatency } from './latency.ts';
import { benchQuestions } from './questions.ts';
import { type BenchServer, startServer } from './server-process.ts';
import { benchStatements } from './statements.ts';
import { keeps, type Line, median, printLine } from './table.ts';
import { benchWallSize } from './wall-size.ts';
import { benchWrite } from './write.ts';

/** What a measurement may be done on. Everything is made when the first one asks for it. */
interface Ground {
  cluster(): Promise<BenchCluster>;
  /** a server on the generated department */
  server(): Promise<{ server: BenchServer; url: string }>;
}

const { values } = parseArgs({
  options: { only: { type: 'string' }, deals: { type: 'string' }, quick: { type: 'boolean', default: false } },
});
const deals = Number(values.deals ?? (values.quick ? 100_000 : 1_000_000));
if (!Number.isInteger(deals) || deals < 1_000 || deals > 20_000_000)
  throw new Error('--deals: a whole number from 1,000 to 20,000,000');

const benches: Record<string, (ground: Ground) => Promise<Line[]>> = {
  size: () => benchWallSize(),
  questions: async (ground) => {
    const { server, url } = await ground.server();
    return benchQuestions(server, url, deals);
  },
  statements: async (ground) => benchStatements((await ground.server()).server),
  latency: async (ground) => benchLatency((await ground.server()).server),
  write: async (ground) => benchWrite(await (await ground.cluster()).database('bench_write')),
  import: async (ground) => benchImport(await (await ground.cluster()).database('bench_import')),
  'fan-out': () => benchFanOut(),
};
const notYet = {
  'PostGraphile 5 with pg-aggregates as a peer': 'it is no dependency of the project yet',
  '10 M deals against 1 M, same question': 'run it twice: --only questions --deals 10000000',
  'heap growth and frame times of the wall': 'they need a browser and an hour; the bench has neither',
};

const wanted = values.only?.split(',') ?? Object.keys(benches);
for (const name of wanted)
  if (!benches[name]) throw new Error(`--only: ${name} is none of ${Object.keys(benches).join(', ')}`);

const closing: (() => Promise<void>)[] = [];
const close = async (): Promise<void> => {
  for (let step = closing.pop(); step; step = closing.pop()) await step();
};
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => void close().then(() => process.exit(130)));

const ground: Ground = {
  cluster: once(async () => {
    const cluster = await startBenchCluster();
    closing.push(() => cluster.stop());
    return cluster;
  }),
  server: once(async () => {
    const url = await (await ground.cluster()).database('bench_deals');
    console.error(`Generating ${deals.toLocaleString('en')} deals …`);
    const begun = performance.now();
    const made = await withDatabase(url, 2, (database) => generate(database, deals));
    const took = `${((performance.now() - begun) / 1000).toFixed(0)} s`;
    console.log(
      `${deals.toLocaleString('en')} deals generated in ${took}: ${made.entries.toLocaleString('en')} entries, ${made.rollupRows.toLocaleString('en')} rows in rollup_people`,
    );
    const server = await startServer(url);
    closing.push(() => server.stop());
    return { server, url };
  }),
};

function once<Thing>(make: () => Promise<Thing>): () => Promise<Thing> {
  let made: Promise<Thing> | undefined;
  return () => (made ??= make());
}

const lines: Line[] = [];
try {
  for (const name of wanted) {
    console.error(`Measuring ${name} …`);
    try {
      const measured = (await benches[name]?.(ground)) ?? [];
      for (const line of measured) printLine(line);
      lines.push(...measured);
    } catch (error) {
      console.log(`\n${name}: not measured: ${error instanceof Error ? error.message : String(error)}`);
      process.exitCode = 1;
    }
  }
} finally {
  await close();
}
console.log('\n| what | against | ratio | spread | goal | |\n|---|---|---|---|---|---|');
for (const { what, against, ratios, goal } of lines) {
  const kept = { true: 'kept', false: '**missed**', null: '' }[String(keeps(goal, median(ratios))) as 'true'];
  const spread = `${Math.min(...ratios).toFixed(2)}–${Math.max(...ratios).toFixed(2)}`;
  console.log(`| ${what} | ${against} | ${median(ratios).toFixed(2)}× | ${spread} | ${goal} | ${kept} |`);
}
if (!values.only) for (const [what, why] of Object.entries(notYet)) console.log(`Not measured: ${what}: ${why}.`);
