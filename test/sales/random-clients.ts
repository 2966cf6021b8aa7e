import { randomUUID } from 'node:crypto';
import { AnsweredWithErrors } from '../world/graphql-client.ts';
import type { World } from '../world/world.ts';

type Roll = (sides: number) => number;
interface Row {
  id: string;
  version: number;
}

/** numbers of taxpayers whose last digits follow from the others */
const inns = ['7707083893', '7728168971', '7710140679', '500100732259'];

/** Clients at random: added, amended, moved, sold to, merged and ended, through the API. What is refused is part of life. */
export async function liveClients(world: World, roll: Roll, turns: number): Promise<void> {
  const walk = new Walk(world, roll);
  await walk.furnish();
  for (let turn = 0; turn < turns; turn += 1) {
    world.clock.advance({ minutes: roll(600) });
    await walk.turn();
  }
}

class Walk {
  readonly #world: World;
  readonly #roll: Roll;
  #places: Record<'segment' | 'territory' | 'source', string[]> = { segment: [], territory: [], source: [] };
  #people: string[] = [];

  constructor(world: World, roll: Roll) {
    this.#world = world;
    this.#roll = roll;
  }

  async furnish(): Promise<void> {
    const world = this.#world;
    await world.pipeline();
    const team = await world.team('Команда', { department: await world.department() });
    const ids = async (made: Promise<{ id: string }>[]) => (await Promise.all(made)).map(({ id }) => id);
    this.#people = await ids([world.employee('Ольга', { team }), world.employee('Павел', { team })]);
    this.#places = {
      segment: await ids([world.segment('Крупные'), world.segment('Мелкие')]),
      territory: await ids([world.territory('Москва'), world.territory('Тверь')]),
      source: await ids([world.source('Сайт')]),
    };
  }

  turn(): Promise<unknown> {
    const verbs = [
      ...[() => this.#add(), () => this.#add(), () => this.#amend(), () => this.#amend()],
      ...[() => this.#sell(), () => this.#sell(), () => this.#sell(), () => this.#reopen()],
      ...[() => this.#merge(), () => this.#end(), () => this.#reveal(), () => this.#care()],
    ];
    return (verbs[this.#roll(verbs.length)] as (typeof verbs)[number])();
  }

  #add(): Promise<unknown> {
    const name = `Клиент ${this.#roll(40)}`;
    return this.#does('addClient', { name, ...this.#details(), ...this.#belongs() });
  }

  async #amend(): Promise<unknown> {
    const client = await this.#some('clients');
    if (!client) return;
    const more = this.#roll(2) === 0 ? this.#belongs() : this.#details();
    return this.#does('amendClient', { clientId: client.id, version: client.version, ...more });
  }

  /** Opens a deal and wins it, now or some time ago. */
  async #sell(): Promise<unknown> {
    const client = await this.#some('clients');
    if (!client) return;
    const at = new Date(this.#world.clock.now().getTime() - this.#roll(60) * 86_400_000);
    const opened = await this.#does('openDeal', {
      ...{ clientId: client.id, ownerId: this.#pick(this.#people), amount: 1 + this.#roll(500), at },
    });
    if (opened && this.#roll(4) > 0) await this.#does('winDeal', { dealId: opened.id, version: opened.version, at });
  }

  async #reopen(): Promise<unknown> {
    const deal = await this.#some('deals', 'status: [WON]');
    return deal && this.#does('reopenDeal', { dealId: deal.id, version: deal.version });
  }

  async #merge(): Promise<unknown> {
    const [one, other] = [await this.#some('clients'), await this.#some('clients')];
    if (!one || !other) return;
    const survivor = { survivorId: one.id, survivorVersion: one.version };
    return this.#does('mergeClients', { ...survivor, mergedId: other.id, mergedVersion: other.version });
  }

  async #end(): Promise<unknown> {
    const client = await this.#some('clients');
    return client && this.#does('endClient', { clientId: client.id, version: client.version });
  }

  async #reveal(): Promise<unknown> {
    const client = await this.#some('clients');
    return client && this.#does('revealClient', { clientId: client.id, reason: 'CALL' }, '{ leftToday }');
  }

  async #care(): Promise<unknown> {
    const id = this.#pick(this.#places.segment);
    const { segment } = await this.#world.ask<{ segment: Row }>(`{ segment(id: "${id}") { id version } }`);
    const contactEveryDays = [null, 1, 7, 30][this.#roll(4)];
    return this.#does('amendSegment', { id, version: segment.version, contactEveryDays });
  }

  #details(): object {
    const digits = String(this.#roll(5)).repeat(4);
    return {
      kind: this.#pick(['COMPANY', 'PERSON']),
      inn: this.#roll(3) === 0 ? this.#pick(inns) : undefined,
      phone: this.#roll(2) === 0 ? `8 916 000-${digits.slice(0, 2)}-${digits.slice(2)}` : null,
      email: this.#roll(2) === 0 ? `Box${digits}@Firm.ru` : null,
    };
  }

  #belongs(): object {
    const maybe = (ids: readonly string[]) => (this.#roll(4) === 0 ? null : this.#pick(ids));
    return {
      ...{ segmentId: maybe(this.#places.segment), territoryId: maybe(this.#places.territory) },
      ...{ sourceId: maybe(this.#places.source), ownerId: maybe(this.#people) },
    };
  }

  async #some(many: 'clients' | 'deals', more = 'ended: false'): Promise<Row | undefined> {
    const { rows } = await this.#world.ask<{ rows: { nodes: Row[] } }>(
      `{ rows: ${many}(where: { ${more} }, first: 500) { nodes { id version } } }`,
    );
    return rows.nodes[this.#roll(rows.nodes.length)];
  }

  async #does(verb: string, input: object, selection = '{ id version }'): Promise<Row | undefined> {
    const type = `${verb[0]?.toUpperCase()}${verb.slice(1)}Input!`;
    const query = `mutation ($input: ${type}) { done: ${verb}(input: $input) ${selection} }`;
    try {
      return (await this.#world.ask<{ done: Row }>(query, { input: { key: randomUUID(), ...input } })).done;
    } catch (error) {
      const codes = error instanceof AnsweredWithErrors ? error.errors.map(({ extensions }) => extensions?.code) : [];
      if (codes.length > 0 && codes.every((code) => known.has(String(code)))) return undefined;
      throw error;
    }
  }

  #pick<Item>(list: readonly Item[]): Item {
    return list[this.#roll(list.length)] as Item;
  }
}

const known = new Set(['BAD_USER_INPUT', 'REFUSED', 'CONFLICT', 'NOT_FOUND']);
