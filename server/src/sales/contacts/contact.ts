import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { Row } from '../../context.ts';
import { InstantScalar } from '../../lib/scalars.ts';
import type { Noun } from '../../records/noun.ts';
import { contactFence } from './contact.rules.ts';
import { maskedEmail, maskedPhone } from './mask.ts';

@ObjectType({ description: 'A person to talk to at a client (контакт).' })
export class Contact {
  @Field(() => ID)
  id!: string;

  @Field(() => Int, { description: 'goes up with every change; pass it back to say which state you saw' })
  version!: number;

  @Field(() => String)
  name!: string;

  @Field(() => String, { nullable: true, description: 'what they are at the client' })
  position!: string | null;

  @Field(() => Boolean, { description: 'they decide whether the client buys (ЛПР)' })
  decisionMaker!: boolean;

  @Field(() => String, { nullable: true, description: 'masked: `revealContact` shows it' })
  phone!: string | null;

  @Field(() => String, { nullable: true, description: 'masked: `revealContact` shows it' })
  email!: string | null;

  @Field(() => String, { nullable: true, description: 'its id in another system' })
  externalId!: string | null;

  @Field(() => InstantScalar, { nullable: true, description: 'since when they are not there any more' })
  endedAt!: Date | null;

  clientId!: string;
}

/** A row as it may be shown: without the details that are counted and logged when they are. */
export function contactFrom(row: Row): Contact {
  return Object.assign(new Contact(), {
    id: row.id,
    version: row.version,
    name: row.name,
    position: row.position,
    decisionMaker: row.decision_maker,
    phone: maskedPhone(row.phone as string | null),
    email: maskedEmail(row.email as string | null),
    externalId: row.external_id,
    endedAt: row.ended_at,
    clientId: row.client_id,
  });
}

/** What others refer to a contact by: through its fence only. */
export const contactNoun: Noun<Contact> = {
  table: 'contact',
  type: Contact,
  many: 'contacts',
  one: 'contact',
  fromRow: contactFrom,
  fence: contactFence,
};

@ObjectType({ description: 'The details of a contact in full; that they were shown is in the audit log.' })
export class RevealedContact {
  @Field(() => Contact)
  contact!: Contact;

  @Field(() => String, { nullable: true })
  phone!: string | null;

  @Field(() => String, { nullable: true })
  email!: string | null;

  @Field(() => Int, { description: 'how many more contacts may be revealed today' })
  leftToday!: number;
}
