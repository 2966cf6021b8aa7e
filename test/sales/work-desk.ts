import { randomUUID } from 'node:crypto';
import type { Refused } from '../world/graphql-client.ts';
import type { Named } from '../world/nouns.ts';
import type { Visitor } from '../world/world.ts';

/** Somebody who can be asked: a visitor with a token, or the world as its director. */
type Asker = Pick<Visitor, 'ask' | 'refused'>;
type Given = Record<string, unknown>;

export interface Lead {
  id: string;
  version: number;
  status: 'NEW' | 'ANSWERED' | 'QUALIFIED' | 'REJECTED' | 'CONVERTED';
  arrivedAt: string;
  answerDueAt: string;
  answeredAt: string | null;
  answeredBy: Named | null;
  responseSeconds: number | null;
  qualifiedAt: string | null;
  rejectedAt: string | null;
  rejectionReason: string | null;
  convertedAt: string | null;
  conversionSeconds: number | null;
  employee: Named | null;
  client: Named | null;
  deal: { id: string } | null;
  escalatedAt: string | null;
  escalatedTo: Named | null;
}

export interface Activity {
  id: string;
  version: number;
  kind: string;
  at: string;
  employee: Named | null;
  client: Named | null;
  deal: { id: string } | null;
  talkSeconds: number | null;
  endedAt: string | null;
}

export interface Task {
  id: string;
  version: number;
  title: string;
  status: 'OPEN' | 'DONE' | 'CANCELLED';
  kind: string;
  dueAt: string;
  doneAt: string | null;
  assignee: Named | null;
  client: Named | null;
  repeatOf: { id: string } | null;
}

const named = '{ id name }';
export const fields = {
  Lead: `id version status arrivedAt answerDueAt answeredAt answeredBy ${named} responseSeconds qualifiedAt rejectedAt rejectionReason
    convertedAt conversionSeconds employee ${named} client ${named} deal { id } escalatedAt escalatedTo ${named}`,
  Activity: `id version kind at employee ${named} client ${named} deal { id } talkSeconds endedAt`,
  Task: `id version title status kind dueAt doneAt assignee ${named} client ${named} repeatOf { id }`,
} as const;

function mutation(verb: string, type: keyof typeof fields): string {
  const input = `${verb[0]?.toUpperCase()}${verb.slice(1)}Input!`;
  return `mutation ${verb}($input: ${input}) { ${verb}(input: $input) { ${fields[type]} } }`;
}

function typeOf(verb: string): keyof typeof fields {
  return (Object.keys(fields) as (keyof typeof fields)[]).find((type) => verb.endsWith(type)) ?? 'Lead';
}

/** The input of a verb: a key of its own unless one is given; what is amended, as it stands now unless a version is given. */
async function inputOf(asker: Asker, verb: string, given: Given): Promise<{ input: Given }> {
  const input = { key: randomUUID(), ...given };
  if (!verb.startsWith('amend') || 'version' in given) return { input };
  const one = typeOf(verb).toLowerCase();
  const read = asker.ask<Record<string, { version: number } | null>>(
    `query ($id: ID!) { ${one}(id: $id) { version } }`,
    { id: given.id },
  );
  // who does not see it does not know it
  const seen = await read.catch(() => ({ [one]: null }));
  return { input: { ...input, version: seen[one]?.version ?? 1 } };
}

/** Does a verb of daily work, named as in the schema. */
export async function does<Row>(asker: Asker, verb: string, given: Given): Promise<Row> {
  const answer = await asker.ask<Record<string, Row>>(mutation(verb, typeOf(verb)), await inputOf(asker, verb, given));
  return answer[verb] as Row;
}

/** Does what must be refused; what the refusal says. */
export async function isRefused(asker: Asker, verb: string, given: Given): Promise<Refused> {
  return asker.refused(mutation(verb, typeOf(verb)), await inputOf(asker, verb, given));
}

export const addLead = (asker: Asker, input: Given = {}) => does<Lead>(asker, 'addLead', { name: 'Иван', ...input });
export const logActivity = (asker: Asker, input: Given) =>
  does<Activity>(asker, 'logActivity', { kind: 'CALL_OUT', ...input });
export const addTask = (asker: Asker, input: Given) => does<Task>(asker, 'addTask', { title: 'Позвонить', ...input });

/** One lead as it stands. */
export async function readLead(asker: Asker, id: string): Promise<Lead> {
  const { lead } = await asker.ask<{ lead: Lead }>(`query ($id: ID!) { lead(id: $id) { ${fields.Lead} } }`, { id });
  return lead;
}

/** The tasks that fit a filter, in the order they were added. */
export async function readTasks(asker: Asker, where: Given): Promise<Task[]> {
  const query = `query ($where: TaskFilter) { tasks(where: $where, orderBy: { by: id, direction: ASC }, first: 500) { nodes { ${fields.Task} } } }`;
  return (await asker.ask<{ tasks: { nodes: Task[] } }>(query, { where })).tasks.nodes;
}
