import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import type { Context } from '../../context.ts';
import { Refusal } from '../../lib/refusal.ts';
import { loadRelated } from '../../records/noun.ts';
import { clientNoun } from '../clients/client.ts';
import { addContact } from './add-contact.ts';
import { amendContact } from './amend-contact.ts';
import { AddContactInput, AmendContactInput, EndContactInput, RevealContactInput } from './contact.inputs.ts';
import { Contact, contactFrom, RevealedContact } from './contact.ts';
import { endContact } from './end-contact.ts';
import { contactsOf, mostContacts, readContact } from './read-contacts.ts';
import { revealContact } from './reveal-contact.ts';

@Resolver(() => clientNoun.type)
export class ClientContactsResolver {
  @FieldResolver(() => [Contact], {
    description: `The people to talk to there, as far as the viewer answers for the client; at most ${mostContacts}, phone and e-mail masked.`,
  })
  contacts(@Root() client: { id: string }, @Ctx() ctx: Context): Promise<Contact[]> {
    return contactsOf(ctx, client.id);
  }
}

@Resolver(() => Contact)
export class ContactResolver {
  @FieldResolver(() => clientNoun.type, { nullable: true })
  client(@Root() contact: Contact, @Ctx() ctx: Context): Promise<object | null> {
    return loadRelated(ctx, clientNoun, contact.clientId);
  }

  @Mutation(() => Contact, { description: 'Notes down a person to talk to at a client.' })
  async addContact(@Arg('input', () => AddContactInput) input: AddContactInput, @Ctx() ctx: Context): Promise<Contact> {
    return shown(ctx, await addContact(ctx, input));
  }

  @Mutation(() => Contact, { description: 'Amends a contact.' })
  async amendContact(
    @Arg('input', () => AmendContactInput) input: AmendContactInput,
    @Ctx() ctx: Context,
  ): Promise<Contact> {
    return shown(ctx, await amendContact(ctx, input));
  }

  @Mutation(() => Contact, { description: 'Notes that a contact is not at the client any more.' })
  async endContact(@Arg('input', () => EndContactInput) input: EndContactInput, @Ctx() ctx: Context): Promise<Contact> {
    return shown(ctx, await endContact(ctx, input));
  }

  @Mutation(() => RevealedContact, {
    description:
      'Shows phone and e-mail of a contact in full. Goes into the audit log; how many a day is limited (REVEAL_LIMIT).',
  })
  async revealContact(
    @Arg('input', () => RevealContactInput) input: RevealContactInput,
    @Ctx() ctx: Context,
  ): Promise<RevealedContact> {
    const { row, leftToday } = await revealContact(ctx, input);
    const { phone, email } = row;
    return Object.assign(new RevealedContact(), { contact: contactFrom(row), phone, email, leftToday });
  }
}

/** Whoever only notes contacts down is told that it is there, and nothing of what it says. */
async function shown(ctx: Context, id: string): Promise<Contact> {
  const row = await readContact(ctx, id);
  if (row) return contactFrom(row);
  if (ctx.access.can('read', 'Contact', 'name')) throw Refusal.notFound('input.contactId', 'contact', id);
  return Object.assign(new Contact(), { id, version: 1 });
}
