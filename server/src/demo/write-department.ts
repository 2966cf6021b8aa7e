import type { Transaction } from '../database/database.ts';
import { sql } from '../lib/sql.ts';
import { addDays, type Day, dayOf, daysBetween, startOfDay } from '../lib/zone.ts';
import { addAll, type Ids, type NewRow } from './add-all.ts';
import { type CampaignKey, campaignKeys, campaignOf, daysOf } from './campaigns.ts';
import {
  channels,
  contactChannels,
  contactEvery,
  lossReasons,
  type ProductKey,
  pipelineName,
  productLines,
  products,
  type SegmentKey,
  type SourceKey,
  segments,
  sourceKinds,
  sources,
  stages,
  territories,
} from './catalogue.ts';
import { detailsOf } from './client-details.ts';
import type { Client } from './clients.ts';
import { departments, positions, teams } from './house.ts';
import { externalId } from './nouns.ts';
import { listPrice, unitCost } from './order.ts';
import { person, personKeys } from './people.ts';
import { Random } from './random.ts';
import { priceLevelOn } from './seasons.ts';
import type { DemoWorld } from './world.ts';
import { writeHouse } from './write-house.ts';

/** Writes everything that deals refer to: people, goods, ways to sell, clients and the funnel, as they are on a day. */
export async function writeDepartment(tx: Transaction, world: DemoWorld, end: Date): Promise<void> {
  const today = dayOf(end, world.timeZone);
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
  await addAll(tx, 'contact_channel', named(contactChannels));
  const lossReasonNames = Object.fromEntries(Object.keys(lossReasons).map((reason) => [reason, reason]));
  await addAll(tx, 'loss_reason', named(lossReasonNames));
  const sourceIds = await addAll(
    tx,
    'source',
    named(sources).map((source) => ({ ...source, kind: sourceKinds[source.key as SourceKey] })),
  );
  await addAll(
    tx,
    'campaign',
    campaignKeys.map((key) => campaignRow(key, world, { sourceIds, staffIds, departmentIds })),
  );
  const segmentIds = await addAll(
    tx,
    'segment',
    named(segments).map((segment) => ({ ...segment, contact_every_days: contactEvery[segment.key as SegmentKey] })),
  );
  await tx.query(sql`/* demo-care */ insert into segment_care (segment_id, since, days)
    select id, ${startOfDay(world.start, world.timeZone)}, contact_every_days from segment`);
  await writeHouse(tx, { staff: staffIds, departments: departmentIds, segments: segmentIds, teams: teamIds });
  const pipelineIds = await addAll(tx, 'pipeline', [{ key: 'main', name: pipelineName }]);
  const pipeline_id = pipelineIds.get('main');
  await addAll(
    tx,
    'stage',
    stages.map(({ key, name, rots }, i) => ({ key, name, pipeline_id, position: i + 1, rotting_days: rots })),
  );
  const known = world.clients.filter(({ knownFrom }) => knownFrom <= world.office.position(end));
  const clients = known.map((client) => ({
    key: client.key,
    name: client.name,
    ...detailsOf(world.seed, client),
    added_at: addedAt(world, client),
    segment_id: segmentIds.get(client.group),
    territory_id: territoryIds.get(client.territory),
    source_id: sourceIds.get(client.source),
    owner_id: staffIds.get(world.staff.responsible(client.group, today)),
  }));
  // as they came: the list of clients reads like the years
  await addAll(
    tx,
    'client',
    clients.toSorted((a, b) => a.added_at.getTime() - b.added_at.getTime()),
  );
  await writePlaces(tx, world, today);
}

/** Whose the clients of each group have been: those who leave hand them to the head of sales, and the newcomer gets them from there. */
async function writePlaces(tx: Transaction, { staff, start, timeZone }: DemoWorld, today: Day): Promise<void> {
  const changes = [staff.leavingDay, staff.newcomerDay].filter((day) => day <= today);
  for (const group of Object.keys(segments) as SegmentKey[]) {
    const turns = [start, ...changes].map((day) => ({ day, owner: staff.responsible(group, day) }));
    const moves = turns.filter(({ owner }, i) => i > 0 && owner !== turns[i - 1]?.owner);
    if (moves.length === 0) continue;
    for (const { day, owner } of [...turns.slice(0, 1), ...moves])
      await tx.query(sql`/* demo-places */ insert into client_place (client_id, at, segment_id, territory_id, source_id, owner_id, team_id, department_id)
        select c.id, ${day === start ? new Date(0) : startOfDay(day, timeZone)}, c.segment_id, c.territory_id, c.source_id, e.id, t.id, t.department_id
        from client c join segment s on s.id = c.segment_id cross join employee e left join team t on t.id = e.team_id
        where s.external_id = ${externalId(group)} and e.external_id = ${externalId(owner)} order by c.id`);
  }
}

/** When a client was noted down: those that were there before the story begins, some time before. */
function addedAt({ seed, start, timeZone, office }: DemoWorld, { key, knownFrom }: Client): Date {
  if (knownFrom > 0) return office.instant(knownFrom);
  return startOfDay(addDays(start, -new Random(seed, 'added', key).whole(20, 900)), timeZone);
}

function campaignRow(
  key: CampaignKey,
  { start }: DemoWorld,
  ids: Record<'sourceIds' | 'staffIds' | 'departmentIds', Ids>,
): NewRow {
  const { name, source, kind, goal, daily, once } = campaignOf(key);
  const { first, last } = daysOf(key, start);
  const days = last === null ? 365 : daysBetween(first, last);
  return {
    ...{ key, name, kind, goal, source_id: ids.sourceIds.get(source), starts_on: first, ends_on: last },
    ...{ budget: Math.round((once + daily * days) / 1000) * 100_000, owner_id: ids.staffIds.get('ksenia') },
    department_id: ids.departmentIds.get('marketing'),
  };
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
