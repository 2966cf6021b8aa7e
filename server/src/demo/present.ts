import type { Context } from '../context.ts';
import { sql } from '../lib/sql.ts';
import { dayOf } from '../lib/zone.ts';
import type { SegmentKey } from './catalogue.ts';
import type { AtWork } from './day/at-work.ts';
import { type Chore, type ChoreRates, choreRates, chores } from './day/chores.ts';
import { oneOf, readDesk } from './day/desk.ts';
import { doChore } from './day/do-chore.ts';
import { askForPaper } from './day/papers-done.ts';
import { tickOff } from './day/tick-off.ts';
import { handedOver } from './deal-life.ts';
import type { Deed } from './happening.ts';
import { decide, haggle } from './next-step.ts';
import { type DemoNouns, externalId } from './nouns.ts';
import { type OpenDeal, readOpenDeals } from './open-deals.ts';
import { installation } from './order.ts';
import { countedRate, type Rates, ratesAt } from './pace.ts';
import { perform } from './perform.ts';
import { Random } from './random.ts';
import { priceLevelOn } from './seasons.ts';
import { beginDeal } from './story.ts';
import type { DemoWorld } from './world.ts';

/** What a newcomer sees in the first quarter of a minute: somebody asks, a deal goes on, a deal is won. */
const overture = ['opening', 'step', 'win'] as const;
type Act = (typeof overture)[number] | 'correction' | Chore;
const overtureSeconds = 4.5;
/** an overture so soon after the last event of the demo would be one for every restart of a developer's server */
const overtureAfterMinutes = 30;
/** of deals closed, how many are instead one that comes back */
const reopened = 0.02;
/** of deals opened, how many begin with an enquiry that was answered; of stages left, how many with all of their checklist done */
const enquired = 0.7;
const careful = 0.84;
const hour = 3_600_000;

export interface PresentOptions {
  speed: number;
  /** false leaves out what is not counted: tests live through months */
  corrections?: boolean;
  /** waiting is drawn anew at least this often, in ms, because the rates change with the hour: a minute unless told */
  longestWait?: number;
}

/** The demo's present: what happens next, and when. Asks the database what stands open every time, so anybody may work beside it. */
export class Present {
  readonly #makeContext: () => Context;
  readonly #world: DemoWorld;
  #nouns: DemoNouns;
  readonly #options: PresentOptions;
  readonly #random: Random;
  #overture: Act[] = [];
  /** until then nothing is counted: the overture has been taken in advance */
  #quietUntil = 0;

  constructor(makeContext: () => Context, world: DemoWorld, nouns: DemoNouns, options: PresentOptions) {
    this.#makeContext = makeContext;
    this.#world = world;
    this.#nouns = nouns;
    this.#options = options;
    this.#random = new Random(world.seed, 'present', makeContext().clock.now().getTime());
  }

  /** Begins: with an overture, unless the wall has been living until a moment ago. */
  async begin(): Promise<void> {
    const { database, clock } = this.#makeContext();
    const since = new Date(clock.now().getTime() - overtureAfterMinutes * 60_000);
    const [lately] = await database.app.query<{ any: boolean }>(sql`/* demo-lately */ select exists (
      select from idempotency where principal = 'demo' and created_at > ${since}) as any`);
    this.#overture = lately?.any ? ['correction'] : [...overture];
  }

  /** Others have come: from now on they ask too. */
  meet(nouns: DemoNouns): void {
    this.#nouns = nouns;
  }

  /** Milliseconds until something happens, and what; null: nothing yet, ask again then. */
  async next(): Promise<{ wait: number; act: (() => Promise<boolean>) | null }> {
    const ctx = this.#makeContext();
    const deals = await readOpenDeals(ctx.database.app);
    const now = ctx.clock.now();
    const rates = ratesAt(this.#world, deals, now, now.getTime() < this.#quietUntil);
    const desk = this.#options.corrections === false ? null : await readDesk(ctx.database.app, now);
    const chores: ChoreRates = desk ? choreRates(this.#world, desk, now) : new Map();
    const busy = total(chores);
    // what people do beside deals is a part of the pace
    rates.corrections = desk ? Math.max(rates.corrections - busy, 0) : 0;
    const [first, ...rest] = this.#overture;
    if (first) {
      this.#overture = rest;
      if (first !== 'correction') this.#owe(deals, now);
      return { wait: overtureSeconds * 1000, act: () => this.#act(first, rates) };
    }
    const { speed, longestWait = 60_000 } = this.#options;
    const wait = this.#random.wait(hour / ((countedRate(rates) + rates.corrections + busy) * speed));
    // an exponential wait forgets how long it has lasted: cutting it short and drawing again changes nothing
    if (!(wait <= longestWait)) return { wait: longestWait, act: null };
    return { wait, act: () => this.#act(this.#choose(rates, chores), rates) };
  }

  /** What the overture shows is taken from what the next hours would have brought. */
  #owe(deals: readonly OpenDeal[], now: Date): void {
    const usual = countedRate(ratesAt(this.#world, deals, now, false));
    this.#quietUntil = Math.max(this.#quietUntil, now.getTime()) + hour / usual / this.#options.speed;
  }

  #choose(rates: Rates, choresNow: ChoreRates): Act {
    const opening = total(rates.opening);
    const parts: [Act, number][] = [
      ['opening', opening],
      ['step', countedRate(rates) - opening],
      ['correction', rates.corrections],
      ...choresNow,
    ];
    return this.#random.weighted(parts, ([, rate]) => rate)[0];
  }

  async #act(act: Act, rates: Rates): Promise<boolean> {
    const deals = [...rates.steps.keys()];
    const ripe = deals.filter((deal) => deal.stage >= 4);
    if (act === 'opening' || deals.length === 0) return this.#open(rates);
    if (act === 'win' && ripe.length > 0) return this.#do(this.#random.pick(ripe), { kind: 'won' });
    if (act === 'correction') return this.#correct(this.#random.pick(deals));
    if (isChore(act)) return doChore(this.#atWork(deals), act);
    return this.#step(this.#random.weighted(deals, (deal) => rates.steps.get(deal) || 1e-9));
  }

  /** Somebody asks for something. */
  async #open(rates: Rates): Promise<boolean> {
    const { staff, office, timeZone } = this.#world;
    const ctx = this.#makeContext();
    const now = ctx.clock.now();
    const group = this.#random.weighted([...rates.opening], ([, rate]) => rate || 1e-9)[0];
    const day = dayOf(now, timeZone);
    const by = staff.atWork(staff.responsible(group, day), day);
    const clients = this.#world.clients.filter(({ key }) => this.#nouns.has('client', key));
    const request = { group, owner: by, position: office.position(now) };
    const { opened } = beginDeal({ ...this.#world, clients }, this.#random, request);
    const enquiryId = await this.#enquiryOf(group);
    const name = externalId(`live:${now.toISOString()}`);
    return perform(ctx, this.#nouns, { deed: opened, by, deal: { name }, enquiryId });
  }

  /** One of those who turned to us and were answered: a part of the deals begins so. Null: this one does not. */
  async #enquiryOf(group: SegmentKey): Promise<string | null> {
    if (!this.#random.chance(enquired)) return null;
    const ctx = this.#makeContext();
    const lead = await oneOf<{ id: string; segment_id: string | null }>(
      ctx.database.app,
      'undecided',
      this.#random.next(),
      ctx.clock.now(),
    );
    return lead && lead.segment_id === this.#nouns.of('segment', group).id ? lead.id : null;
  }

  #atWork(deals: readonly OpenDeal[]): AtWork {
    return { ctx: this.#makeContext(), world: this.#world, nouns: this.#nouns, random: this.#random, deals };
  }

  /** A stay is over: the deal goes on, or to somebody else. */
  async #step(deal: OpenDeal): Promise<boolean> {
    const day = dayOf(this.#makeContext().clock.now(), this.#world.timeZone);
    const atWork = this.#world.staff.atWork(deal.owner, day);
    if (atWork !== deal.owner && this.#random.chance(handedOver))
      return this.#do(deal, { kind: 'reassigned', to: atWork });
    const deed = decide(this.#random, deal, day, this.#world);
    const closes = deed.kind === 'won' || deed.kind === 'lost';
    return closes && this.#random.chance(reopened) ? this.#reopen() : this.#do(deal, deed);
  }

  /** A deal that was closed these weeks comes back. */
  async #reopen(): Promise<boolean> {
    const ctx = this.#makeContext();
    const since = new Date(ctx.clock.now().getTime() - 40 * 24 * hour);
    const closed = await ctx.database.app.query<{
      id: string;
      version: number;
    }>(sql`/* demo-closed-deals */ select id, version from deal
      where status <> 'open' and closed_at > ${since} and external_id like ${externalId('%')} order by id`);
    if (closed.length === 0) return false;
    return perform(ctx, this.#nouns, { deed: { kind: 'reopened' }, by: 'head', deal: this.#random.pick(closed) });
  }

  /** Something is put right that no count depends on. */
  #correct(deal: OpenDeal): Promise<boolean> {
    const { basket } = deal;
    const now = this.#makeContext().clock.now();
    if (basket === null || this.#random.chance(0.2)) {
      const expected = new Date(Math.ceil(now.getTime() / hour) * hour + this.#random.whole(2, 45) * 24 * hour);
      return this.#do(deal, { kind: 'amended', expected });
    }
    if (basket.length > 1 && this.#random.chance(0.25)) {
      const without = basket.filter((line) => line.product !== 'installation');
      const level = priceLevelOn(dayOf(now, this.#world.timeZone), this.#world.start);
      const changed = without.length < basket.length ? without : [...basket, installation(level)];
      return this.#do(deal, { kind: 'amended', basket: changed });
    }
    return this.#do(deal, haggle(this.#random, { ...deal, basket }));
  }

  /** A deal goes on, with what belongs to it: the checklist of the stage it leaves, the paper of the one it comes to. */
  async #do(deal: OpenDeal, deed: Deed): Promise<boolean> {
    const leaves = deed.kind === 'moved' || deed.kind === 'won';
    if (leaves && this.#random.chance(careful)) await tickOff(this.#atWork([]), deal);
    const done = await perform(this.#makeContext(), this.#nouns, { deed, by: deal.owner, deal });
    if (done && leaves) await askForPaper(this.#atWork([]), deal, deed);
    return done;
  }
}

function isChore(act: Act): act is Chore {
  return (chores as readonly string[]).includes(act);
}

function total(rates: ReadonlyMap<unknown, number>): number {
  return [...rates.values()].reduce((sum, rate) => sum + rate, 0);
}
