import { randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { identify, isAlive } from './process-lock.ts';

/**
 * Who is using a cluster: one small file per user, so that the last one to leave switches off the light, whoever
 * switched it on. Call everything here under the cluster's lock.
 */
export class ClusterUsers {
  readonly #folder: string;

  constructor(home: string) {
    this.#folder = join(home, 'users');
    mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
  }

  /** Signs this process in and returns its ticket. */
  join(): string {
    const ticket = join(this.#folder, `${process.pid}-${randomUUID()}`);
    writeFileSync(ticket, identify() ?? '');
    return ticket;
  }

  /** Signs a ticket out. */
  leave(ticket: string): void {
    rmSync(ticket, { force: true });
  }

  /** Whether a living process is signed in; tickets of the dead are cleared away. */
  any(): boolean {
    let found = false;
    for (const name of readdirSync(this.#folder)) {
      const ticket = join(this.#folder, name);
      if (isAlive(readFileSync(ticket, 'utf8'))) found = true;
      else this.leave(ticket);
    }
    return found;
  }
}
