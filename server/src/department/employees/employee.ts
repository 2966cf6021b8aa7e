import { Ctx, Field, FieldResolver, ID, ObjectType, Resolver, Root } from 'type-graphql';
import type { Context, Row } from '../../context.ts';
import { loadNoun, type Noun } from '../../records/noun.ts';
import { Team, teamNoun } from '../teams/team.ts';
import { territoryNoun } from '../territories/territory.ts';

@ObjectType({ description: 'Somebody who works in the department (сотрудник).' })
export class Employee {
  @Field(() => ID)
  id!: string;

  @Field(() => String)
  name!: string;

  @Field(() => String, { nullable: true, description: 'what they are hired as' })
  position!: string | null;

  teamId!: string | null;

  territoryId!: string | null;
}

export const employeeNoun: Noun<Employee> = {
  table: 'employee',
  type: Employee,
  many: 'employees',
  one: 'employee',
  fromRow: (row: Row) =>
    Object.assign(new Employee(), {
      id: row.id,
      name: row.name,
      position: row.position,
      teamId: row.team_id,
      territoryId: row.territory_id,
    }),
};

@Resolver(() => Employee)
export class EmployeeResolver {
  @FieldResolver(() => Team, { nullable: true })
  team(@Root() employee: Employee, @Ctx() ctx: Context): Promise<Team | null> {
    return loadNoun(ctx, teamNoun, employee.teamId);
  }

  @FieldResolver(() => territoryNoun.type, { nullable: true })
  territory(@Root() employee: Employee, @Ctx() ctx: Context): Promise<object | null> {
    return loadNoun(ctx, territoryNoun, employee.territoryId);
  }
}
