import { does } from '../service/desk.ts';
import type { Named } from '../world/nouns.ts';
import type { World } from '../world/world.ts';

export type Counted = 'spend' | 'leads' | 'qualified' | 'opened' | 'won' | 'revenue';

/** Something that counts, as the test has told it: when, how much, and which campaigns it came from (null: none). */
export interface Fact {
  at: Date;
  what: Counted;
  amount: number;
  first: string | null;
  last: string | null;
}

/** A deal as it ended. */
export interface Told {
  id: string;
  client: string;
  wonAt: Date | null;
  first: string | null;
  last: string | null;
}

export interface Season {
  campaigns: string[];
  facts: Fact[];
  deals: Told[];
}

type Roll = (sides: number) => number;
const hour = 3_600_000;

/** Two months of campaigns, leads and deals at random, told through the API; what they count is noted as they are told. */
export async function liveSeason(world: World, roll: Roll): Promise<Season> {
  await world.pipeline();
  const olga = await world.manager('Ольга');
  const clients: Named[] = [];
  for (let i = 0; i < 8; i += 1) clients.push(await world.client(`Клиент ${i}`));
  const campaigns: string[] = [];
  for (const name of ['Весна', 'Выставка', 'Рассылка', 'Без толку']) campaigns.push((await world.campaign(name)).id);
  const season: Season = { campaigns, facts: [], deals: [] };
  const begin = new Date('2026-02-16T09:00:00+03:00').getTime();
  const some = (): string | null => (roll(4) === 0 ? null : (campaigns[roll(3)] ?? null));
  const instant = (): Date => new Date(begin + roll(24 * 58) * hour);
  const note = (
    what: Counted,
    at: Date,
    { first, last }: { first: string | null; last: string | null },
    amount = 1,
  ): void => void season.facts.push({ what, at, amount, first, last });

  for (let i = 0; i < 40; i += 1) {
    const campaignId = campaigns[roll(4)] as string;
    const day = instant().toISOString().slice(0, 10);
    const amount = 100 + roll(100_000) / 100;
    // the whole of a day: what was told of it before counts no more
    season.facts = season.facts.filter(
      ({ at, last }) => last !== campaignId || at.getTime() !== startOf(day).getTime(),
    );
    await does(world, 'recordSpend', { campaignId, day, amount });
    note('spend', startOf(day), { first: campaignId, last: campaignId }, amount);
  }

  const closes = async (
    deal: { id: string; version: number },
    from: { first: string | null; last: string | null },
    opened: Date,
    amount: number,
    client: string,
  ) => {
    note('opened', opened, from);
    const told: Told = { id: deal.id, client, wonAt: null, ...from };
    season.deals.push(told);
    if (roll(3) === 0) return;
    const wonAt = new Date(opened.getTime() + roll(240) * hour);
    const won = await does(world, 'winDeal', { dealId: deal.id, version: deal.version, at: wonAt });
    note('won', wonAt, from);
    note('revenue', wonAt, from, amount);
    told.wonAt = wonAt;
    if (roll(4) !== 0) return;
    const at = new Date(wonAt.getTime() + roll(240) * hour);
    await does(world, 'reopenDeal', { dealId: deal.id, version: won.version, at });
    note('won', at, from, -1);
    note('revenue', at, from, -amount);
    told.wonAt = null;
  };

  for (let i = 0; i < 40; i += 1) {
    const [first, last, arrivedAt] = [some(), some(), instant()];
    // a first touch nobody knows is taken for the last
    const from = { first: first ?? last, last };
    const client = clients[roll(clients.length)] as Named;
    const lead = await does(world, 'addLead', {
      name: `Лид ${i}`,
      arrivedAt,
      campaignId: last,
      firstCampaignId: first,
    });
    note('leads', arrivedAt, from);
    if (roll(3) === 0) continue;
    const at = new Date(arrivedAt.getTime() + roll(48) * hour);
    if (roll(3) === 0) {
      await does(world, 'qualifyLead', { id: lead.id, at });
      note('qualified', at, from);
      continue;
    }
    const amount = roll(1_000_000) / 100;
    const shown = 'id version deal { id version }';
    const { deal } = await does(
      world,
      'convertLead',
      { id: lead.id, clientId: client.id, ownerId: olga.id, amount, at },
      shown,
    );
    note('qualified', at, from);
    await closes(deal as { id: string; version: number }, from, at, amount, client.id);
  }
  for (let i = 0; i < 25; i += 1) {
    const [own, at, amount] = [some(), instant(), roll(1_000_000) / 100];
    const client = clients[roll(clients.length)] as Named;
    const campaign = own === null ? undefined : { id: own, name: '' };
    const deal = await olga.opens({ client, at, amount, campaign });
    await closes(deal, { first: own, last: own }, at, amount, client.id);
  }
  return season;
}

/** Midnight in Moscow. */
function startOf(day: string): Date {
  return new Date(`${day}T00:00:00+03:00`);
}
