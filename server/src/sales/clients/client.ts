import { Ctx, Field, FieldResolver, ID, Int, ObjectType, Resolver, Root } from 'type-graphql';
import type { Context, Row } from '../../context.ts';
import { employeeNoun } from '../../department/employees/employee.ts';
import { territoryNoun } from '../../department/territories/territory.ts';
import { loadNoun, type Noun } from '../../records/noun.ts';
import { segmentNoun } from '../segments/segment.ts';
import { sourceNoun } from '../sources/source.ts';

@ObjectType({ description: 'A company or person that buys (клиент).' })
export class Client {
  @Field(() => ID)
  id!: string;

  @Field(() => String)
  name!: string;

  @Field(() => Int, { description: 'goes up with every change; pass it back to say which state you saw' })
  version!: number;

  segmentId!: string | null;

  territoryId!: string | null;

  sourceId!: string | null;

  ownerId!: string | null;
}

export const clientNoun: Noun<Client> = {
  table: 'client',
  type: Client,
  many: 'clients',
  one: 'client',
  fromRow: (row: Row) =>
    Object.assign(new Client(), {
      id: row.id,
      name: row.name,
      version: row.version,
      segmentId: row.segment_id,
      territoryId: row.territory_id,
      sourceId: row.source_id,
      ownerId: row.owner_id,
    }),
};

@Resolver(() => Client)
export class ClientResolver {
  @FieldResolver(() => segmentNoun.type, { nullable: true })
  segment(@Root() client: Client, @Ctx() ctx: Context): Promise<object | null> {
    return loadNoun(ctx, segmentNoun, client.segmentId);
  }

  @FieldResolver(() => territoryNoun.type, { nullable: true })
  territory(@Root() client: Client, @Ctx() ctx: Context): Promise<object | null> {
    return loadNoun(ctx, territoryNoun, client.territoryId);
  }

  @FieldResolver(() => sourceNoun.type, { nullable: true })
  source(@Root() client: Client, @Ctx() ctx: Context): Promise<object | null> {
    return loadNoun(ctx, sourceNoun, client.sourceId);
  }

  @FieldResolver(() => employeeNoun.type, { nullable: true })
  owner(@Root() client: Client, @Ctx() ctx: Context): Promise<object | null> {
    return loadNoun(ctx, employeeNoun, client.ownerId);
  }
}
