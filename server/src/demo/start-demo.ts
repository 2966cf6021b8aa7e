import type { Logger } from 'pino';
import { systemViewer, type Viewer } from '../access/viewer.ts';
import type { Config } from '../config.ts';
import type { Context } from '../context.ts';
import { seedDemo } from './seed-demo.ts';
import { startSimulator } from './simulator.ts';

/** Who writes the demo's history and lives its present. */
const storyteller = systemViewer('demo', 'demo');

/** Gives an empty database the demo department and lets it live on. A database that has entries of its own is left alone. */
export async function startDemo(
  makeContext: (viewer: Viewer) => Context,
  config: Config,
  log: Logger,
): Promise<{ stop(): Promise<void> }> {
  const begun = Date.now();
  const seeded = await seedDemo(makeContext(storyteller));
  if (seeded) log.info({ ms: Date.now() - begun }, 'the demo department is told up to now');
  return startSimulator(() => makeContext(storyteller), { speed: config.demoSpeed, log });
}
