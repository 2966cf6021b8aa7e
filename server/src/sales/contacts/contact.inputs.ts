import { Field, ID, InputType, Int, registerEnumType } from 'type-graphql';
import type { AddContact } from './add-contact.ts';
import type { AmendContact } from './amend-contact.ts';
import type { EndContact } from './end-contact.ts';
import type { RevealContact, RevealReason } from './reveal-contact.ts';

const optional = (description: string) => ({ nullable: true, description });
const once = 'idempotency key: the same key and input again change nothing';

export const RevealReasonEnum: Record<string, RevealReason> = {
  CALL: 'call',
  LETTER: 'letter',
  MEETING: 'meeting',
  DOCUMENTS: 'documents',
  OTHER: 'other',
};
registerEnumType(RevealReasonEnum, {
  name: 'RevealReason',
  description: 'What the details of a contact are needed for.',
});

@InputType()
export class AddContactInput implements AddContact {
  @Field(() => String, { description: once })
  key!: string;

  @Field(() => ID, { description: 'where the person works' })
  clientId!: string;

  @Field(() => String)
  name!: string;

  @Field(() => String, optional('what they are at the client'))
  position?: string | null;

  @Field(() => Boolean, optional('they decide whether the client buys; no unless told'))
  decisionMaker?: boolean | null;

  @Field(() => String, optional('with the code of the country; a Russian number may begin with 8'))
  phone?: string | null;

  @Field(() => String, optional('an e-mail address'))
  email?: string | null;

  @Field(() => String, optional('its id in another system'))
  externalId?: string | null;
}

@InputType({ description: 'What is to change: what is left out stays, null clears.' })
export class AmendContactInput implements AmendContact {
  @Field(() => String, { description: once })
  key!: string;

  @Field(() => ID)
  contactId!: string;

  @Field(() => Int, { description: 'the version you saw' })
  version!: number;

  @Field(() => String, optional('a new name'))
  name?: string | null;

  @Field(() => String, optional('what they are at the client'))
  position?: string | null;

  @Field(() => Boolean, optional('they decide whether the client buys'))
  decisionMaker?: boolean | null;

  @Field(() => String, optional('with the code of the country; a Russian number may begin with 8'))
  phone?: string | null;

  @Field(() => String, optional('an e-mail address'))
  email?: string | null;

  @Field(() => String, optional('its id in another system'))
  externalId?: string | null;
}

@InputType()
export class EndContactInput implements EndContact {
  @Field(() => String, { description: once })
  key!: string;

  @Field(() => ID)
  contactId!: string;

  @Field(() => Int, { description: 'the version you saw' })
  version!: number;
}

@InputType()
export class RevealContactInput implements RevealContact {
  @Field(() => String, { description: 'idempotency key: the same key shows the same contact again and is not counted' })
  key!: string;

  @Field(() => ID)
  contactId!: string;

  @Field(() => RevealReasonEnum, optional('what it is needed for'))
  reason?: RevealReason | null;
}
