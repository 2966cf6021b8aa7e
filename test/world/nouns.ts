import type { Database } from '../../server/src/database/database.ts';
import { join, raw, sql } from '../../server/src/lib/sql.ts';

/** Something others refer to. */
export interface Named {
  id: string;
  name: string;
}

export interface Pipeline extends Named {
  /** in order */
  stages: Named[];
}

type Value = string | number | Named | undefined;

/**
 * Reference nouns as a test's own fixture: rows put straight into the tables, with no verb and no entry. Money here is in minor units,
 * as the tables hold it.
 */
export class Nouns {
  readonly #database: Database;
  readonly #positions = new Map<string, Promise<Named>>();

  constructor(database: Database) {
    this.#database = database;
  }

  department = (name = 'Отдел продаж') => this.#add('department', name);
  territory = (name = 'Москва') => this.#add('territory', name);
  team = (name = 'Первая', { department }: { department?: Named } = {}) =>
    this.#add('team', name, { department_id: department });
  productLine = (name = 'Кровати') => this.#add('product_line', name);
  channel = (name = 'Прямые продажи') => this.#add('channel', name);
  source = (name = 'Сайт') => this.#add('source', name);
  segment = (name = 'Розница') => this.#add('segment', name);
  campaign = (name = 'Весна', { source }: { source?: Named } = {}) =>
    this.#add('campaign', name, { source_id: source });

  product = (name = 'Кровать', { line, price, cost }: { line?: Named; price?: number; cost?: number } = {}) =>
    this.#add('product', name, { product_line_id: line, price, cost });

  employee = async (
    name: string,
    { team, territory, position = 'Менеджер' }: { team?: Named; territory?: Named; position?: string } = {},
  ) => {
    const hired = await this.position(position);
    return this.#add('employee', name, { team_id: team, territory_id: territory, position_id: hired });
  };

  /** A position, by its name the same one every time. */
  position = (name = 'Менеджер', { level = 1 }: { level?: number } = {}): Promise<Named> => {
    const known = this.#positions.get(name) ?? this.#add('position', name, { level });
    this.#positions.set(name, known);
    return known;
  };

  client = (
    name = 'ООО «Ромашка»',
    about: { segment?: Named; territory?: Named; source?: Named; owner?: Named } = {},
  ) =>
    this.#add('client', name, {
      segment_id: about.segment,
      territory_id: about.territory,
      source_id: about.source,
      owner_id: about.owner,
    });

  /** A pipeline with its stages, in the order given. */
  pipeline = async (
    stages: readonly string[] = ['Новая', 'Переговоры', 'Договор'],
    name = 'Продажи',
  ): Promise<Pipeline> => {
    const pipeline = await this.#add('pipeline', name);
    const added: Named[] = [];
    for (const [position, stage] of stages.entries())
      added.push(await this.#add('stage', stage, { pipeline_id: pipeline, position }));
    return { ...pipeline, stages: added };
  };

  async #add(table: string, name: string, values: Record<string, Value> = {}): Promise<Named> {
    const given = Object.entries<Value>({ name, ...values }).filter(([, value]) => value !== undefined);
    const columns = join(given.map(([column]) => raw(column)));
    const bound = join(given.map(([, value]) => sql`${boundValue(value)}`));
    const [row] = await this.#database.owner.query<Named>(
      sql`/* fixture */ insert into ${raw(table)} (${columns}) values (${bound}) returning id, name`,
    );
    if (!row) throw new Error(`no ${table} was added`);
    return row;
  }
}

function boundValue(value: Value): string | number | undefined {
  return typeof value === 'object' ? value.id : value;
}
