import { Field, ObjectType, registerEnumType } from 'type-graphql';
import type { Role } from '../../access/roles.ts';
import type { ViewerKind } from '../../access/viewer.ts';
import { employeeNoun } from '../employees/employee.ts';
import { RoleEnum } from './role.ts';

const KindEnum: Record<string, ViewerKind> = {
  SESSION: 'session',
  TOKEN: 'token',
  SCREEN: 'screen',
  GUEST: 'guest',
  LOCAL: 'local',
};
registerEnumType(KindEnum, { name: 'ViewerKind', description: 'By what the viewer is known.' });

const RowScopeEnum = { ALL: 'all', SOME: 'some' };
registerEnumType(RowScopeEnum, { name: 'RowScope', description: 'Whether a right is about all rows or some of them.' });

@ObjectType({ description: 'One thing the viewer may do.' })
export class ViewerAbility {
  @Field(() => String, { description: '`read`, or the name of a verb' })
  action!: string;

  @Field(() => String, { description: 'what it is done with: a type of this schema' })
  subject!: string;

  @Field(() => [String], { nullable: true, description: 'only these fields; null: all' })
  fields!: string[] | null;

  @Field(() => RowScopeEnum)
  rows!: string;
}

@ObjectType({ description: 'Who asks, and what they may see and do.' })
export class Viewer {
  @Field(() => String)
  name!: string;

  @Field(() => RoleEnum)
  role!: Role;

  @Field(() => KindEnum)
  kind!: ViewerKind;

  @Field(() => Boolean, { description: 'true: the figures are made up' })
  demo!: boolean;

  @Field(() => employeeNoun.type, { nullable: true, description: 'as whom they work here' })
  employee!: object | null;

  @Field(() => String, { nullable: true, description: 'of a screen: the board it shows' })
  board!: string | null;

  @Field(() => [ViewerAbility], { description: 'everything they may do; what is not listed is refused' })
  abilities!: ViewerAbility[];
}
