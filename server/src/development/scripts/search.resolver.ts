import { Arg, Ctx, Field, ID, Int, ObjectType, Query, Resolver } from 'type-graphql';
import type { Context } from '../../context.ts';
import { checkedFirst, connectionOf, type Page } from '../../lib/connection.ts';
import { objectionNoun, scriptNoun } from './script.ts';
import { type Found, searchScripts } from './search-scripts.ts';

@ObjectType('FoundScript', { description: 'Something to say that was found: a script, or an answer to an objection.' })
class FoundScript implements Found {
  @Field(() => ID)
  id!: string;

  @Field(() => scriptNoun.type, { nullable: true })
  script!: object | null;

  @Field(() => objectionNoun.type, { nullable: true })
  objection!: object | null;
}

const FoundScriptConnection = connectionOf(FoundScript, 'FoundScript');

@Resolver()
export class SearchScriptsResolver {
  @Query(() => FoundScriptConnection, {
    description: 'Scripts and answers to objections by words in any form of them, the best first.',
  })
  searchScripts(
    @Arg('words', () => String) words: string,
    @Arg('first', () => Int, { nullable: true, description: 'items on the page: 50 unless told, at most 500' }) first:
      | number
      | null,
    @Arg('after', () => String, { nullable: true, description: 'the cursor of the item before the page' }) after:
      | string
      | null
      | undefined,
    @Ctx() ctx: Context,
  ): Promise<Page<Found>> {
    return searchScripts(ctx, words, checkedFirst(first), after ?? null);
  }
}
