import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { DayScalar } from '../../lib/scalars.ts';

const KindEnum = { DEPARTMENT: 'department', TEAM: 'team', EMPLOYEE: 'employee', VACANCY: 'vacancy' } as const;
registerEnumType(KindEnum, { name: 'OrgNodeKind', description: 'VACANCY: a position nobody holds (вакансия).' });

const optional = (description: string) => ({ nullable: true, description });

@ObjectType({ description: 'A line of the organisation chart. What does not fit its kind is null.' })
export class OrgNode {
  @Field(() => ID, { description: 'unique over all kinds' })
  id!: string;

  @Field(() => KindEnum)
  kind!: 'department' | 'team' | 'employee' | 'vacancy';

  @Field(() => ID, { description: 'of the department, team, employee or position itself' })
  rowId!: string;

  @Field(() => ID, optional('the `id` of the line it hangs on'))
  parentId!: string | null;

  @Field(() => String)
  name!: string;

  @Field(() => String, optional('what they are hired as'))
  position!: string | null;

  @Field(() => Int, optional('level of management of the position'))
  level!: number | null;

  @Field(() => ID, optional('of a department: the employee who leads it'))
  headId!: string | null;

  @Field(() => ID, optional('of an employee: to whom they answer'))
  superiorId!: string | null;

  @Field(() => ID, optional('of an employee: who stands in for them'))
  standInId!: string | null;

  @Field(() => DayScalar, optional('of an employee: the last day of their probation, while it lasts'))
  probationUntil!: string | null;

  @Field(() => Boolean, optional('of an employee: whether they are in a key post and nobody stands in for them'))
  needsStandIn!: boolean | null;
}

@ObjectType({ description: 'Somebody of the organisation chart.' })
export class OrgPerson extends OrgNode {
  @Field(() => [ID], { description: 'the employees who answer to them' })
  subordinates!: string[];
}

@ObjectType({ description: 'A team of the organisation chart.' })
export class OrgTeam extends OrgNode {
  @Field(() => [OrgPerson])
  people!: OrgPerson[];
}

@ObjectType({ description: 'A department of the organisation chart.' })
export class OrgDepartment extends OrgNode {
  @Field(() => [OrgTeam])
  teams!: OrgTeam[];

  @Field(() => [OrgPerson], { description: 'of the department and of no team' })
  people!: OrgPerson[];

  @Field(() => [OrgNode], { description: 'its positions nobody holds' })
  vacancies!: OrgNode[];
}

@ObjectType({
  description: 'The house as it stands today (организационная структура): everything once, where it belongs.',
})
export class OrgChart {
  @Field(() => [OrgNode], { description: 'all of it, flat: parents before children' })
  nodes!: OrgNode[];

  @Field(() => [OrgDepartment])
  departments!: OrgDepartment[];

  @Field(() => [OrgTeam], { description: 'of no department' })
  teams!: OrgTeam[];

  @Field(() => [OrgPerson], { description: 'of no team and no department' })
  people!: OrgPerson[];

  @Field(() => [OrgNode], { description: 'positions of no department that nobody holds' })
  vacancies!: OrgNode[];
}
