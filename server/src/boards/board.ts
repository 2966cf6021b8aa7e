import { Field, ID, ObjectType } from 'type-graphql';
import { Text } from '../kpi/kpi-table.ts';

@ObjectType({ description: 'What a screen can show (экран, доска).' })
export class Board {
  @Field(() => ID, { description: 'as in the address of its page: /wall/<id>' })
  id!: string;

  @Field(() => Text)
  title!: Text;
}
