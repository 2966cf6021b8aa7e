import { existsSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { findBinaries } from './embedded-binaries.ts';
import { clusterAt } from './embedded-cluster.ts';
import { choosePlace, reachableBinaries } from './embedded-place.ts';
import { findRunning, stopPostmaster } from './embedded-postmaster.ts';
import { ClusterUsers } from './embedded-users.ts';
import { withFileLock } from './process-lock.ts';

/**
 * Deletes an embedded cluster with all its data, wherever it really lies; one left running by a process that died is stopped first.
 * Answers false, with nothing touched, while a living process uses it: its data would vanish under it.
 */
export async function removeEmbedded(dataDir: string): Promise<boolean> {
  const wanted = resolve(dataDir);
  if (!existsSync(wanted)) return true;
  const place = choosePlace(wanted);
  const free = await withFileLock(join(place.home, 'start.lock'), 30_000, async () => {
    if (new ClusterUsers(place.home).any()) return false;
    const cluster = clusterAt(place, reachableBinaries(findBinaries(), place));
    if ((await findRunning(cluster)) !== undefined) await stopPostmaster(cluster);
    return true;
  });
  if (free) for (const folder of [place.home, wanted]) rmSync(folder, { recursive: true, force: true });
  return free;
}
