import type { Transaction } from '../database/database.ts';
import { type Day, startOfDay } from '../lib/zone.ts';
import { addAll, type Ids, type NewRow } from './add-all.ts';
import {
  channels,
  type ProductKey,
  pipelineName,
  productLines,
  products,
  segments,
  sources,
  stages,
  territories,
} from './catalogue.ts';
import { departments, positions, teams } from './house.ts';
import { listPrice, unitCost } from './order.ts';
import { person, personKeys } from './people.ts';
import { Random } from './random.ts';
import { priceLevelOn } from './seasons.ts';
import type { DemoWorld } from './world.ts';
import { writeHouse } from './write-house.ts';

/** Writes everything that deals refer to: people, goods, ways to sell, clients and the funnel, as they are on a day. */
export async function writeDepartment(tx: Transaction, world: DemoWorld, today: Day): Promise<void> {
  const territoryIds = await addAll(tx, 'territory', named(territories));
  const departmentIds = await addAll(
    tx,
    'department',
    Object.entries(departments).map(([key, department]) => ({ key, ...department })),
  );
  const teamIds = await addAll(
    tx,
    'team',
    Object.entries(teams).map(([key, { name, department, kind }]) => ({
      ...{ key, name, kind, department_id: departmentIds.get(department) },
    })),
  );
  const positionIds = await addAll(
    tx,
    'position',
    Object.entries(positions).map(([key, position]) => ({ key, ...position })),
  );
  const staffIds = await addAll(tx, 'employee', employees(world, { teamIds, territoryIds, positionIds }));
  const lineIds = await addAll(tx, 'product_line', named(productLines));
  await addAll(tx, 'product', goods(priceLevelOn(today, world.start), lineIds));
  await addAll(tx, 'channel', named(channels));
  const sourceIds = await addAll(tx, 'source', named(sources));
  const segmentIds = await addAll(tx, 'segment', named(segments));
  await writeHouse(tx, { staff: staffIds, departments: departmentIds, segments: segmentIds, teams: teamIds });
  const pipelineIds = await addAll(tx, 'pipeline', [{ key: 'main', name: pipelineName }]);
  const pipeline_id = pipelineIds.get('main');
  await addAll(
    tx,
    'stage',
    stages.map(({ key, name }, i) => ({ key, name, pipeline_id, position: i + 1 })),
  );
  const clients = world.clients.map((client) => ({
    key: client.key,
    name: client.name,
    segment_id: segmentIds.get(client.group),
    territory_id: territoryIds.get(client.territory),
    source_id: sourceIds.get(client.source),
    owner_id: staffIds.get(world.staff.responsible(client.group, today)),
  }));
  // as they came: the list of clients reads like the years
  const known = new Map(world.clients.map((client) => [client.key, client.knownFrom]));
  await addAll(
    tx,
    'client',
    clients.toSorted((a, b) => (known.get(a.key) ?? 0) - (known.get(b.key) ?? 0)),
  );
}

function named(nouns: Record<string, string | { name: string }>): NewRow[] {
  return Object.entries(nouns).map(([key, noun]) => ({ key, name: typeof noun === 'string' ? noun : noun.name }));
}

function employees(
  { staff, seed, timeZone }: DemoWorld,
  { teamIds, territoryIds, positionIds }: Record<'teamIds' | 'territoryIds' | 'positionIds', Ids>,
): NewRow[] {
  const places = [...territoryIds.values()];
  return personKeys.map((key) => {
    const { name, position, team } = person(key);
    const left = staff.leftOn(key);
    return {
      ...{ key, name, position_id: positionIds.get(position), team_id: teamIds.get(team) },
      territory_id: new Random(seed, 'place', key).pick(places),
      ...{ hired_on: staff.hiredOn(key), left_on: left, ended_at: left && startOfDay(left, timeZone) },
    };
  });
}

function goods(level: number, lineIds: Ids): NewRow[] {
  return (Object.keys(products) as ProductKey[]).map((key) => {
    const cost = unitCost(key, level);
    const kopecks = { price: listPrice(key, level) * 100, cost: cost === null ? null : cost * 100 };
    return { key, name: products[key].name, product_line_id: lineIds.get(products[key].line), ...kopecks };
  });
}
