import type { Named } from '../world/nouns.ts';
import type { Person } from '../world/person.ts';
import type { Visitor, World } from '../world/world.ts';
import { does } from './house.ts';

/** A sales department in two teams: Anna and Boris win clients, led by Gromov; Vera and Gleb keep them. */
export interface Sellers {
  hunters: Named;
  farmers: Named;
  anna: Person;
  boris: Person;
  vera: Person;
  gleb: Person;
  /** Anna, Gromov and somebody who analyses, each with a token */
  manager: Visitor;
  head: Visitor;
  analyst: Visitor;
  ural: Named;
  chains: Named;
  scales: Named;
}

export async function hireSellers(world: World): Promise<Sellers> {
  await world.pipeline(['Новая']);
  const departmentId = (await world.department('Продажи')).id;
  const hunters = named(
    await does(world, 'addTeam', { name: 'Охотники', kind: 'ACQUISITION', departmentId }, 'id name'),
  );
  const farmers = named(
    await does(world, 'addTeam', { name: 'Фермеры', kind: 'ACCOUNT_CARE', departmentId }, 'id name'),
  );
  const anna = await world.manager('Анна', { team: hunters });
  return {
    ...{ hunters, farmers, anna, boris: await world.manager('Борис', { team: hunters }) },
    ...{ vera: await world.manager('Вера', { team: farmers }), gleb: await world.manager('Глеб', { team: farmers }) },
    manager: await world.enters('manager', { employee: anna }),
    head: await world.enters('head_of_sales', { employee: await world.employee('Громов', { team: hunters }) }),
    analyst: await world.enters('analyst'),
    ural: await world.territory('Урал'),
    chains: await world.segment('Сети'),
    scales: await world.productLine('Весы'),
  };
}

export function named(row: { id: string; name?: unknown }): Named {
  return { id: row.id, name: String(row.name) };
}

/** The name of who answers for a client. */
export async function ownerOf(world: World, client: Named): Promise<string | null> {
  const answer = await world.ask<{ client: { owner: { name: string } | null } }>(
    `{ client(id: "${client.id}") { owner { name } } }`,
  );
  return answer.client.owner?.name ?? null;
}

export interface Proposal {
  kind: 'CLIENT' | 'LEAD';
  subjectId: string;
  name: string;
  employee: { name: string } | null;
  rule: { name: string } | null;
  ruleNumber: number | null;
}

export interface Preview {
  nodes: Proposal[];
  totalCount: number;
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
}

export const previewed = `query ($first: Int, $after: String, $rules: [ProposedRuleInput!]) {
  assignmentPreview(first: $first, after: $after, rules: $rules) {
    nodes { kind subjectId name employee { name } rule { name } ruleNumber } totalCount pageInfo { hasNextPage endCursor } } }`;

/** Who would get what. */
export async function preview(
  who: Visitor,
  variables: { first?: number; after?: string | null; rules?: object[] | undefined } = {},
): Promise<Preview> {
  return (await who.ask<{ assignmentPreview: Preview }>(previewed, { ...variables })).assignmentPreview;
}
