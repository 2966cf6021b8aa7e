import { does } from '../service/desk.ts';
import { AnsweredWithErrors } from '../world/graphql-client.ts';
import type { Named } from '../world/nouns.ts';
import type { Visitor, World } from '../world/world.ts';

type Roll = (sides: number) => number;

interface Around {
  roll: Roll;
  who: Visitor[];
  people: Named[];
  sources: Named[];
  campaigns: string[];
  spent: string[];
}

/** Marketing at work: so many things happen at random, some of them refused. `roll(6)` gives 0 to 5. */
export async function liveMarketing(world: World, roll: Roll, turns: number): Promise<void> {
  const around = await furnish(world, roll);
  for (let turn = 0; turn < turns; turn += 1) {
    world.clock.advance({ minutes: roll(600) });
    const [name, happens] = pick(roll, Object.entries(happenings));
    await happens(around, world).catch((error: unknown) => {
      if (!(error instanceof AnsweredWithErrors) || error.extensions.code !== 'REFUSED')
        throw new Error(name, { cause: error });
    });
  }
}

async function furnish(world: World, roll: Roll): Promise<Around> {
  const department = await world.department('Маркетинг');
  const people = [
    await world.employee('Анна', { team: await world.team('Реклама', { department }) }),
    await world.employee('Борис'),
  ];
  const who = [world, ...(await Promise.all(people.map((employee) => world.enters('marketer', { employee }))))];
  const sources: Named[] = [];
  for (const name of ['VK', 'LinkedIn'])
    sources.push({ id: (await does(world, 'addSource', { name, kind: 'SOCIAL_NETWORK' })).id, name });
  const around = { roll, who, people, sources, campaigns: [], spent: [] };
  for (let i = 0; i < 3; i += 1) await happenings.starts?.(around, world);
  return around;
}

function pick<Item>(roll: Roll, list: readonly Item[]): Item {
  return list[roll(list.length)] as Item;
}

/** A day of the last week. */
function someDay(roll: Roll, world: World): string {
  return new Date(world.clock.now().getTime() - roll(7) * 86_400_000).toISOString().slice(0, 10);
}

type Happens = (around: Around, world: World) => Promise<unknown>;

const spends: Happens = async ({ roll, who, campaigns, spent }, world) => {
  const input = {
    ...{
      campaignId: pick(roll, campaigns),
      day: someDay(roll, world),
      amount: roll(5) === 0 ? 0 : roll(1_000_000) / 100,
    },
    ...(roll(2) === 0 && { kind: pick(roll, ['PRODUCTION', 'CONTRACTOR', 'OTHER']) }),
  };
  spent.push((await does(pick(roll, who), 'recordSpend', input)).id);
};

const happenings: Record<string, Happens> = {
  spends,
  spendsMore: spends,
  spendsAgain: spends,
  starts: async ({ roll, who, people, sources, campaigns }) => {
    const input = {
      name: 'Кампания',
      sourceId: pick(roll, sources).id,
      ownerId: pick(roll, people).id,
      budget: roll(1000),
    };
    campaigns.push((await does(pick(roll, who), 'addCampaign', input)).id);
  },
  moves: async ({ roll, who, sources, people, campaigns }) => {
    const marketer = pick(roll, who);
    const id = pick(roll, campaigns);
    const { campaign } = await marketer.ask<{ campaign: object }>(`{ campaign(id: "${id}") { id version } }`);
    const input = { ...campaign, sourceId: pick(roll, sources).id, ownerId: pick(roll, people).id };
    await does(marketer, 'amendCampaign', input);
  },
  endsCampaign: async ({ roll, campaigns }, world) =>
    roll(4) === 0 && does(world, 'endCampaign', { id: pick(roll, campaigns) }),
  endsSpend: async ({ roll, spent }, world) => spent.length > 0 && does(world, 'endSpend', { id: pick(roll, spent) }),
  tells: async ({ roll, who, sources }, world) => {
    const input = {
      sourceId: pick(roll, sources).id,
      day: someDay(roll, world),
      followers: roll(10_000),
      reach: roll(500),
    };
    const told = await does(pick(roll, who), 'addSocialMetric', input);
    if (roll(2) === 0) await does(world, 'amendSocialMetric', { ...told, clicks: roll(100) });
  },
};
