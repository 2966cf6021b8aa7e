import type { Telling } from './telling.ts';
import { writeActivities } from './write-activities.ts';
import { writeLeads } from './write-leads.ts';

/** Writes everything the department did beside its deals, as far as the story goes. */
export async function writeLife(telling: Telling): Promise<void> {
  const leads = await writeLeads(telling);
  await writeActivities(telling, leads);
}
