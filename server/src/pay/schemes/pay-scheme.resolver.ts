import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../../context.ts';
import { connectionOf, type Page } from '../../lib/connection.ts';
import { checkedId } from '../../lib/decimal-id.ts';
import { Refusal } from '../../lib/refusal.ts';
import { loadRelated } from '../../records/noun.ts';
import { productLineNoun } from '../../sales/products/product-line.ts';
import { addPayScheme } from './add-pay-scheme.ts';
import { amendPayScheme } from './amend-pay-scheme.ts';
import { endPayScheme } from './end-pay-scheme.ts';
import { listSchemes, loadScheme, versionsOf } from './list-schemes.ts';
import { AddPaySchemeInput, AmendPaySchemeInput, EndPaySchemeInput } from './pay-scheme.inputs.ts';
import { PaySalesLine, PayScheme, PaySchemeVersion, versionFrom } from './pay-scheme.types.ts';

const PaySchemeConnection = connectionOf(PayScheme, 'PayScheme');

@Resolver(() => PayScheme)
export class PaySchemeResolver {
  @Query(() => PaySchemeConnection, { description: 'The pay schemes the viewer may see, ended ones too.' })
  paySchemes(
    @Arg('first', () => Int, { nullable: true, description: 'items on the page: 50 unless told, at most 500' })
    first: number | null,
    @Arg('after', () => String, { nullable: true, description: 'the cursor of the item before the page' })
    after: string | null,
    @Ctx() ctx: Context,
  ): Promise<Page<object>> {
    return listSchemes(ctx, { first: first ?? null, after: after ?? null });
  }

  @Query(() => PayScheme, { nullable: true, description: 'One by id; null when there is none the viewer may see.' })
  payScheme(@Arg('id', () => ID) id: string, @Ctx() ctx: Context): Promise<object | null> {
    return loadScheme(ctx, checkedId(id, 'id'));
  }

  @FieldResolver(() => [PaySchemeVersion], { description: 'what it says and has said, the latest month first' })
  async versions(@Root() { id }: PayScheme, @Ctx() ctx: Context): Promise<PaySchemeVersion[]> {
    return (await versionsOf(ctx, id)).map((row) => versionFrom(row, ctx.settings.currency));
  }

  @Mutation(() => PayScheme, { description: 'Adds a pay scheme with its first version.' })
  async addPayScheme(
    @Arg('input', () => AddPaySchemeInput) input: AddPaySchemeInput,
    @Ctx() ctx: Context,
  ): Promise<object> {
    return shown(ctx, await addPayScheme(ctx, input));
  }

  @Mutation(() => PayScheme, {
    description: 'Gives a pay scheme another name, or another version from a month on that is open.',
  })
  async amendPayScheme(
    @Arg('input', () => AmendPaySchemeInput) input: AmendPaySchemeInput,
    @Ctx() ctx: Context,
  ): Promise<object> {
    return shown(ctx, await amendPayScheme(ctx, input));
  }

  @Mutation(() => PayScheme, {
    description: 'Ends a pay scheme: nobody new is assigned it, whoever is paid by it goes on being paid so.',
  })
  async endPayScheme(
    @Arg('input', () => EndPaySchemeInput) input: EndPaySchemeInput,
    @Ctx() ctx: Context,
  ): Promise<object> {
    return shown(ctx, await endPayScheme(ctx, input));
  }
}

async function shown(ctx: Context, id: string): Promise<object> {
  const scheme = await loadScheme(ctx, id);
  if (!scheme) throw Refusal.notFound('input.id', 'pay scheme', id);
  return scheme;
}

@Resolver(() => PaySalesLine)
export class PaySalesLineResolver {
  @FieldResolver(() => productLineNoun.type, { nullable: true })
  productLine(@Root() { productLineId }: PaySalesLine, @Ctx() ctx: Context): Promise<object | null> {
    return loadRelated(ctx, productLineNoun, productLineId);
  }
}
