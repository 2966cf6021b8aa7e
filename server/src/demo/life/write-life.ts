import type { Telling } from './telling.ts';
import { writeActivities } from './write-activities.ts';
import { writeLeads } from './write-leads.ts';
import { writeSocial, writeSpend } from './write-marketing.ts';
import { writeSurveys, writeVoices } from './write-opinions.ts';
import { writePapers } from './write-papers.ts';
import { writeTasks } from './write-tasks.ts';
import { writeDeadlines, writeTickets } from './write-tickets.ts';

/** Writes everything the department did beside its deals, as far as the story goes. */
export async function writeLife(telling: Telling): Promise<void> {
  const leads = await writeLeads(telling);
  await writeActivities(telling, leads);
  await writePapers(telling);
  await writeTasks(telling);
  await writeDeadlines(telling);
  await writeTickets(telling);
  await writeVoices(telling);
  await writeSurveys(telling);
  await writeSpend(telling);
  await writeSocial(telling);
}
