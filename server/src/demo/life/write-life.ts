import { readOutcomes } from './outcomes.ts';
import type { Telling } from './telling.ts';
import { writeActivities } from './write-activities.ts';
import { writeCareers, writeRecognition, writeScripts, writeTraining } from './write-development.ts';
import { writeAssignments, writeProcedures, writeRates } from './write-house-rules.ts';
import { writeLeads } from './write-leads.ts';
import { writeSocial, writeSpend } from './write-marketing.ts';
import { writeBudget, writeCategories, writeExpenses } from './write-money.ts';
import { writeSurveys, writeVoices } from './write-opinions.ts';
import { writePapers } from './write-papers.ts';
import { writePlans } from './write-plans.ts';
import { writeCompetitors, writeStrategy } from './write-strategy.ts';
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
  const categories = await writeCategories(telling);
  await writeBudget(telling, categories);
  await writeExpenses(telling, categories);
  await writeProcedures(telling);
  await writeAssignments(telling);
  await writeRates(telling);
  await writeScripts(telling);
  await writeTraining(telling);
  await writeCareers(telling);
  await writeStrategy(telling);
  await writeCompetitors(telling);
}

/** Writes what follows from what was reached, clients and all: plans, and who was honoured. */
export async function writeJudged(telling: Telling): Promise<void> {
  const outcomes = await readOutcomes(telling.tx, telling);
  await writePlans(telling, outcomes);
  await writeRecognition(telling, outcomes);
}
