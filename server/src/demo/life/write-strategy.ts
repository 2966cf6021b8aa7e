import { addDays, dayOf } from '../../lib/zone.ts';
import { writeMany } from '../../records/write-many.ts';
import { competitorNoun } from '../../strategy/competitors/competitor.ts';
import { sightingNoun } from '../../strategy/competitors/sighting.ts';
import { priorityClientNoun } from '../../strategy/priorities/priority-client.ts';
import { priorityMarketNoun } from '../../strategy/priorities/priority-market.ts';
import { riskNoun } from '../../strategy/risks/risk.ts';
import { swotItemNoun } from '../../strategy/swot/swot-item.ts';
import { monthAfter } from '../campaigns.ts';
import type { Tale } from '../happening.ts';
import { Random } from '../random.ts';
import { competitors, keyReasons, markets, risks, seenWith, swot } from './strategy-words.ts';
import { clientOf, placeOf, type Telling, whose } from './telling.ts';

/** Writes where the department stands, what threatens it, and what it goes for. */
export async function writeStrategy(telling: Telling): Promise<void> {
  const { tx, ctx, world, nouns, until } = telling;
  const today = dayOf(until, world.timeZone);
  const since = monthAfter(world.start, 14);
  const recordedAt = world.office.instant(world.office.startOf(since) + 0.3);
  await writeMany(
    tx,
    ctx,
    swotItemNoun,
    swot.map(({ of, ...item }) => ({ ...item, since, departmentId: of && nouns.of('department', of).id, recordedAt })),
  );
  await writeMany(
    tx,
    ctx,
    riskNoun,
    risks.map(({ owner, days, ...risk }) => {
      return { ...risk, ownerId: nouns.of('employee', owner).id, reviewOn: addDays(today, days), recordedAt };
    }),
  );
  await writeMany(
    tx,
    ctx,
    priorityMarketNoun,
    markets.map(({ territory, segment, line, owner, ...market }) => ({
      ...market,
      territoryId: territory ? nouns.of('territory', territory).id : null,
      segmentId: segment ? nouns.of('segment', segment).id : null,
      lineId: line ? nouns.of('product_line', line).id : null,
      ...{ ownerId: nouns.of('employee', owner).id, startsOn: `${today.slice(0, 4)}-01-01`, recordedAt },
      endsOn: `${today.slice(0, 4)}-12-31`,
    })),
  );
  await writeKeyClients(telling, recordedAt);
}

/** The director's: those who bought most. */
async function writeKeyClients({ tx, ctx, world, nouns, tales }: Telling, recordedAt: Date): Promise<void> {
  const wins = new Map<string, number>();
  for (const tale of tales) {
    const { key } = clientOf(tale);
    if (tale.happenings.at(-1)?.kind === 'won') wins.set(key, (wins.get(key) ?? 0) + worthOf(tale));
  }
  const best = [...wins].toSorted((a, b) => b[1] - a[1]).slice(0, 10);
  const random = new Random(world.seed, 'key clients');
  await writeMany(
    tx,
    ctx,
    priorityClientNoun,
    best.map(([key], i) => {
      const owner = nouns.of('employee', i < 7 ? 'director' : 'deputy').id;
      return { clientId: nouns.of('client', key).id, reason: random.pick(keyReasons), ownerId: owner, recordedAt };
    }),
  );
}

function worthOf({ happenings }: Tale): number {
  const basket = happenings.flatMap((h) => ('basket' in h && h.basket ? [h.basket] : [])).at(-1) ?? [];
  return basket.reduce((sum, line) => sum + line.quantity * line.price, 0);
}

/** Writes who else sells to our clients, and in which deals we met them. */
export async function writeCompetitors(telling: Telling): Promise<void> {
  const { tx, ctx, after } = telling;
  const ids = await writeMany(
    tx,
    ctx,
    competitorNoun,
    Object.values(competitors).map((competitor) => ({ ...competitor, recordedAt: after })),
  );
  await writeSightings(telling, ids);
}

/** Where a deal was lost to somebody we often know to whom; where it was won, sometimes whom we beat. */
export async function writeSightings(telling: Telling, competitorIds: readonly string[]): Promise<void> {
  const { tx, ctx, world, tales, dealIds, heard } = telling;
  const seen = tales.flatMap((tale) => {
    const random = new Random(world.seed, 'seen', tale.name);
    const last = tale.happenings.at(-1);
    const isLostTo = last?.kind === 'lost' && last.reason === 'Выбрали конкурента';
    const likely = isLostTo ? 0.75 : last?.kind === 'won' ? 0.09 : last?.kind === 'lost' ? 0.04 : 0;
    if (!last || !random.chance(likely)) return [];
    const at = new Date(last.at.getTime() - random.whole(600, 90_000) * 1000);
    const opened = tale.happenings[0]?.at ?? at;
    const when = at > opened ? at : opened;

    const competitorId = random.weighted(competitorIds, (id) => 1 + (competitorIds.indexOf(id) % 3));
    const people = whose(telling, last.by);
    const row = {
      dealId: dealIds.get(tale.name) ?? '',
      competitorId,
      clientId: placeOf(telling, clientOf(tale)).client_id,
    };
    const note = random.chance(0.6) ? random.pick(seenWith) : null;
    return [
      {
        ...row,
        employeeId: people.employeeId,
        departmentId: people.departmentId,
        at: when,
        note,
        recordedAt: heard(when),
      },
    ];
  });
  await writeMany(
    tx,
    ctx,
    sightingNoun,
    seen.toSorted((a, b) => a.at.getTime() - b.at.getTime()),
  );
}
