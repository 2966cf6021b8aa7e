import { randomUUID } from 'node:crypto';
import type { Data } from '../world/graphql-client.ts';
import type { Named } from '../world/nouns.ts';
import type { World } from '../world/world.ts';

/** Where somebody worked for a time. */
export interface Stint {
  team: string;
  department: string;
}

/** A verb she did, and in which of her stints. */
export interface Done {
  verb: string;
  id: string;
  stint: Stint;
  home: Home;
}

/** Where a client is. */
export interface Home {
  segmentId: string;
  territoryId: string;
}

export interface Made {
  id: string;
  version: number;
}

/** Does verbs through the API, and notes where she stood when she did each. */
export class Desk {
  readonly stints: Stint[] = [];
  readonly made: Done[] = [];
  employee!: Named;
  protected home!: Home;
  protected readonly world: World;

  constructor(world: World) {
    this.world = world;
  }

  protected soon(minutes: number): string {
    return new Date(this.world.clock.now().getTime() + minutes * 60_000).toISOString();
  }

  protected async seen(noun: string, id: string): Promise<Made> {
    return (await this.world.ask<Record<string, Made>>(`{ ${noun}(id: "${id}") { id version } }`))[noun] as Made;
  }

  protected async does(verb: string, input: Data): Promise<Made> {
    const type = `${verb[0]?.toUpperCase()}${verb.slice(1)}Input!`;
    const fields = verb === 'checkItem' || verb === 'setPlan' ? '{ __typename }' : '{ id version }';
    const done = this.world.ask<{ done: Made }>(
      `mutation ($input: ${type}) { done: ${verb}(input: $input) ${fields} }`,
      {
        input: { key: randomUUID(), ...input },
      },
    );
    const made = (await done).done;
    const stint = this.stints.at(-1);
    if (stint) this.made.push({ verb, id: made.id, stint, home: this.home });
    return made;
  }
}
