import { randomUUID } from 'node:crypto';
import type { Data } from '../world/graphql-client.ts';
import type { Visitor, World } from '../world/world.ts';

type Roll = (sides: number) => number;

/** Those who lead think about their market: every noun of strategy added, amended and ended; what is refused is passed over. */
export async function liveStrategy(world: World, roll: Roll, turns: number): Promise<void> {
  const owner = await world.manager('Стратег');
  const client = await world.client('Ключевой', { owner });
  await world.pipeline().catch(() => undefined);
  const territory = await world.territory('Юг');
  const rows: Record<string, string[]> = {};
  const adding: [verb: string, input: () => Data][] = [
    [
      'addSwotItem',
      () => ({ quadrant: ['STRENGTH', 'WEAKNESS', 'OPPORTUNITY', 'THREAT'][roll(4)], words: `Мысль ${roll(1000)}` }),
    ],
    [
      'addRisk',
      () => ({
        ...{
          title: `Риск ${roll(1000)}`,
          kind: 'FINANCIAL',
          signal: 'Доля клиента растёт',
          probability: 1 + roll(5),
          impact: 1 + roll(5),
        },
        ...{ counterMeasure: 'Искать новых клиентов', ownerId: owner.id },
      }),
    ],
    ['addCompetitor', () => ({ name: `Конкурент ${roll(20)}` })],
    ['addPriorityMarket', () => ({ title: `Рынок ${roll(1000)}`, territoryId: territory.id, goal: 'Десять клиентов' })],
    ['addPriorityClient', () => ({ clientId: client.id, reason: 'Крупнейший' })],
  ];
  for (let i = 0; i < turns; i += 1) {
    const [verb, input] = adding[roll(adding.length)] as (typeof adding)[number];
    const noun = verb.slice(3);
    const known = (rows[noun] ??= []);
    if (roll(3) > 0 || known.length === 0) {
      const id = await made(world, verb, input());
      if (id) known.push(id);
    } else await made(world, `end${noun}`, { id: known[roll(known.length)] });
  }
  const deal = await owner.opens({ client });
  const competitorId = rows.Competitor?.[0] ?? (await made(world, 'addCompetitor', { name: 'Последний' }));
  const sighting = await made(world, 'seeCompetitor', { dealId: deal.id, competitorId });
  if (sighting && roll(2) === 0) await made(world, 'endCompetitorSighting', { id: sighting });
}

async function made(who: Visitor, verb: string, input: Data): Promise<string | undefined> {
  const type = `${verb[0]?.toUpperCase()}${verb.slice(1)}Input!`;
  const asked = who.ask<Record<string, { id: string }>>(
    `mutation ($input: ${type}) { ${verb}(input: $input) { id } }`,
    {
      input: { key: randomUUID(), ...input },
    },
  );
  return asked.then(
    (answer) => answer[verb]?.id,
    (error: Error) => {
      if (/REFUSED|BAD_USER_INPUT|CONFLICT/.test(error.message)) return undefined;
      throw error;
    },
  );
}
