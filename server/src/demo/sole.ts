import pg from 'pg';
import { locks } from '../database/locks.ts';

/** The right to simulate, held as long as its connection lives. */
export interface Sole {
  held(): boolean;
  release(): Promise<void>;
}

/** Takes the right to simulate; null while another server has it. On a connection of its own, so that no pool lends it to somebody else. */
export async function becomeSole(url: string): Promise<Sole | null> {
  const client = new pg.Client({ connectionString: url, application_name: 'voronka demo', keepAlive: true });
  let held = true;
  client.on('error', () => (held = false));
  client.on('end', () => (held = false));
  await client.connect();
  const release = () => client.end().catch(() => undefined);
  try {
    const { rows } = await client.query<{ mine: boolean }>('select pg_try_advisory_lock($1) as mine', [
      locks.simulator,
    ]);
    if (rows[0]?.mine) return { held: () => held, release };
  } catch (error) {
    await release();
    throw error;
  }
  await release();
  return null;
}
