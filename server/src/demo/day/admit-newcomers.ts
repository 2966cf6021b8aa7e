import type { Context } from '../../context.ts';
import { addClient } from '../../sales/clients/add-client.ts';
import { detailsOf } from '../client-details.ts';
import { type DemoNouns, externalId, readNouns } from '../nouns.ts';
import { asPerson } from '../perform.ts';
import type { DemoWorld } from '../world.ts';

/** Notes down the clients that are heard of for the first time by now. Gives everything the story names, them among it. */
export async function admitNewcomers(ctx: Context, world: DemoWorld, nouns: DemoNouns): Promise<DemoNouns> {
  const now = world.office.position(ctx.clock.now());
  const newcomers = world.clients.filter(({ key, knownFrom }) => knownFrom <= now && !nouns.has('client', key));
  for (const client of newcomers) {
    const { kind, ...details } = detailsOf(world.seed, client);
    await asPerson(ctx, nouns, 'anna', (as) =>
      addClient(as, {
        ...{
          key: externalId(`client:${client.key}`),
          externalId: externalId(client.key),
          name: client.name,
          ...details,
        },
        kind: kind === 'person' ? 'person' : 'company',
        segmentId: nouns.of('segment', client.group).id,
        territoryId: nouns.of('territory', client.territory).id,
        sourceId: nouns.of('source', client.source).id,
        ownerId: nouns.of('employee', world.staff.responsible(client.group, world.office.day(Math.floor(now)))).id,
      }),
    );
  }
  return newcomers.length > 0 ? readNouns(ctx.database.app) : nouns;
}
