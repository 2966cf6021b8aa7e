import { Ctx, Field, FieldResolver, ID, ObjectType, Resolver, Root } from 'type-graphql';
import type { Context, Row } from '../../context.ts';
import { loadNoun, type Noun } from '../../records/noun.ts';
import { Department, departmentNoun } from '../departments/department.ts';

@ObjectType({ description: 'People who sell together (команда).' })
export class Team {
  @Field(() => ID)
  id!: string;

  @Field(() => String)
  name!: string;

  departmentId!: string | null;
}

export const teamNoun: Noun<Team> = {
  table: 'team',
  type: Team,
  many: 'teams',
  one: 'team',
  fromRow: (row: Row) => Object.assign(new Team(), { id: row.id, name: row.name, departmentId: row.department_id }),
};

@Resolver(() => Team)
export class TeamResolver {
  @FieldResolver(() => Department, { nullable: true })
  department(@Root() team: Team, @Ctx() ctx: Context): Promise<Department | null> {
    return loadNoun(ctx, departmentNoun, team.departmentId);
  }
}
