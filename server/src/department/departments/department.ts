import { Field, ID, ObjectType } from 'type-graphql';
import type { Row } from '../../context.ts';
import type { Noun } from '../../records/noun.ts';

@ObjectType({ description: 'A department: sales, marketing, client service (отдел).' })
export class Department {
  @Field(() => ID)
  id!: string;

  @Field(() => String)
  name!: string;
}

export const departmentNoun: Noun<Department> = {
  table: 'department',
  type: Department,
  many: 'departments',
  one: 'department',
  fromRow: (row: Row) => Object.assign(new Department(), { id: row.id, name: row.name }),
};
