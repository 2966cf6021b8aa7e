import { Arg, Ctx, Int, Mutation, Query, Resolver } from 'type-graphql';
import type { CredentialKind } from '../access/credential.ts';
import type { Context } from '../context.ts';
import { checkedFirst, connectionOf, type Page } from '../lib/connection.ts';
import { loadRelated } from '../records/noun.ts';
import { createToken } from './create-token.ts';
import { CreateTokenInput, RevokeCredentialInput } from './credential.inputs.ts';
import { CreatedToken, Credential, CredentialKindEnum, credentialNoun } from './credential.ts';
import { listCredentials } from './list-credentials.ts';
import { revokeCredential } from './revoke-credential.ts';

const CredentialConnection = connectionOf(Credential, 'Credential');
const optional = (description: string) => ({ nullable: true, description });

@Resolver(() => Credential)
export class CredentialVerbs {
  @Query(() => CredentialConnection, {
    description:
      'What lets people in, the newest first; what has ended stays for thirty days, links only while they are good.',
  })
  credentials(
    @Arg('kind', () => CredentialKindEnum, optional('only these')) kind: CredentialKind | null,
    @Arg('mine', () => Boolean, optional('only those of your own account')) mine: boolean | null,
    @Arg('first', () => Int, optional('items on the page: 50 unless told, at most 500')) first: number | null,
    @Arg('after', () => String, optional('the cursor of the item before the page')) after: string | null,
    @Ctx() ctx: Context,
  ): Promise<Page<Credential>> {
    const which = { kind: kind ?? null, mine: mine ?? false };
    return listCredentials(ctx, which, checkedFirst(first), after ?? null);
  }

  @Mutation(() => CreatedToken, { description: 'Makes an API token; its secret is shown once.' })
  async createToken(
    @Arg('input', () => CreateTokenInput) input: CreateTokenInput,
    @Ctx() ctx: Context,
  ): Promise<CreatedToken> {
    const { id, secret } = await createToken(ctx, input);
    return Object.assign(new CreatedToken(), { credential: await loadRelated(ctx, credentialNoun, id), secret });
  }

  @Mutation(() => Credential, { description: 'Takes back what lets somebody in: at once, and on open sockets too.' })
  async revokeCredential(
    @Arg('input', () => RevokeCredentialInput) input: RevokeCredentialInput,
    @Ctx() ctx: Context,
  ): Promise<Credential | null> {
    return loadRelated(ctx, credentialNoun, await revokeCredential(ctx, input));
  }
}
