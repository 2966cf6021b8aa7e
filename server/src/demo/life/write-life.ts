import { readOutcomes } from './outcomes.ts';
import { type Telling, upToEvening } from './telling.ts';
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
  const categories = await writeCategories(telling);
  await writeBudget(telling, categories);
  await writeDays(telling, categories);
  await writeProcedures(telling);
  await writeAssignments(telling);
  await writeScripts(telling);
  await writeTraining(telling);
  await writeCareers(telling);
  await writeStrategy(telling);
  await writeCompetitors(telling);
}

/** Writes what is noted in the evening: what was spent, how networks and currencies stand. */
export async function writeDays(telling: Telling, categories: ReadonlyMap<string, string>): Promise<void> {
  const days = upToEvening(telling);
  await writeSpend(days);
  await writeSocial(days);
  await writeExpenses(days, categories);
  await writeRates(days);
}

/** Writes what was done about deals that are told later, and beside them. */
export async function writeMissedLife(telling: Telling): Promise<void> {
  const leads = await writeLeads(telling);
  await writeActivities(telling, leads);
  await writePapers(telling);
  await writeTasks(telling);
  await writeTickets(telling);
  await writeVoices(telling);
}

/** Writes what follows from what was reached, clients and all: plans, and who was honoured. */
export async function writeJudged(telling: Telling): Promise<void> {
  const outcomes = await readOutcomes(telling.tx, telling);
  await writePlans(telling, outcomes);
  await writeRecognition(telling, outcomes);
}
