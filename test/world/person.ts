import { randomUUID } from 'node:crypto';
import { type Deal, dealFields, type LineGiven, linesInput } from './deals.ts';
import type { Data } from './graphql-client.ts';
import type { Named } from './nouns.ts';

/** What a person needs of the world around. */
export interface Surroundings {
  ask<Answer>(query: string, variables?: Data): Promise<Answer>;
  /** the stage of that name in the deal's pipeline */
  stageOf(pipelineId: string | undefined, name: string): Promise<Named>;
  /** somebody to sell to, when a test does not care who */
  anyClient(): Promise<Named>;
}

/** What every verb can be told: when it happened, and an idempotency key of the test's own. */
export interface Telling {
  at?: Date | string;
  key?: string;
}

export interface Opening extends Telling {
  client?: Named;
  /** in major units; null or left out: not known */
  amount?: number | null;
  lines?: readonly LineGiven[];
  title?: string;
  pipeline?: Named;
  /** its name */
  stage?: string;
  channel?: Named;
  source?: Named;
  campaign?: Named;
  expectedCloseAt?: Date | string;
  externalId?: string;
}

export interface Amendment extends Telling {
  title?: string;
  amount?: number | null;
  lines?: readonly LineGiven[];
  channel?: Named | null;
  source?: Named | null;
  campaign?: Named | null;
  expectedCloseAt?: Date | string | null;
}

/** Somebody of the department, at work through the API. Every verb brings the deal's handle up to date and returns it. */
export class Person implements Named {
  readonly id: string;
  readonly name: string;
  readonly #world: Surroundings;

  constructor({ id, name }: Named, world: Surroundings) {
    this.id = id;
    this.name = name;
    this.#world = world;
  }

  async opens({ client, pipeline, stage, channel, source, campaign, lines, ...rest }: Opening = {}): Promise<Deal> {
    const input = {
      clientId: (client ?? (await this.#world.anyClient())).id,
      ownerId: this.id,
      pipelineId: pipeline?.id,
      stageId: stage === undefined ? undefined : (await this.#world.stageOf(pipeline?.id, stage)).id,
      channelId: channel?.id,
      sourceId: source?.id,
      campaignId: campaign?.id,
      lines: linesInput(lines),
      ...rest,
    };
    return this.#does('openDeal', input);
  }

  async moves(deal: Deal, stage: string, telling: Telling = {}): Promise<Deal> {
    const { id } = await this.#world.stageOf(deal.pipeline.id, stage);
    return this.#doesTo(deal, 'moveDeal', { stageId: id, ...telling });
  }

  amends(deal: Deal, { lines, channel, source, campaign, ...rest }: Amendment): Promise<Deal> {
    const input = {
      lines: linesInput(lines),
      channelId: idOf(channel),
      sourceId: idOf(source),
      campaignId: idOf(campaign),
      ...rest,
    };
    return this.#doesTo(deal, 'amendDeal', input);
  }

  wins(deal: Deal, telling: Telling = {}): Promise<Deal> {
    return this.#doesTo(deal, 'winDeal', telling);
  }

  loses(deal: Deal, reason?: string, telling: Telling = {}): Promise<Deal> {
    return this.#doesTo(deal, 'loseDeal', { reason, ...telling });
  }

  reopens(deal: Deal, telling: Telling = {}): Promise<Deal> {
    return this.#doesTo(deal, 'reopenDeal', telling);
  }

  /** Hands the deal over. */
  gives(deal: Deal, to: Named, telling: Telling = {}): Promise<Deal> {
    return this.#doesTo(deal, 'reassignDeal', { ownerId: to.id, ...telling });
  }

  async #doesTo(deal: Deal, verb: string, input: object): Promise<Deal> {
    return Object.assign(deal, await this.#does(verb, { dealId: deal.id, version: deal.version, ...input }));
  }

  async #does(verb: string, input: object): Promise<Deal> {
    const type = `${verb[0]?.toUpperCase()}${verb.slice(1)}Input!`;
    const query = `mutation ${verb}($input: ${type}) { ${verb}(input: $input) { ${dealFields} } }`;
    const answer = await this.#world.ask<Record<string, Deal>>(query, { input: { key: randomUUID(), ...input } });
    return answer[verb] as Deal;
  }
}

/** undefined stays (left alone), null stays (cleared). */
function idOf(noun: Named | null | undefined): string | null | undefined {
  return noun === null ? null : noun?.id;
}
