import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import type { EntryKind } from '../ledger/entry.ts';
import { InstantScalar } from '../lib/scalars.ts';

/** What can happen to a deal, by the kind of the entry that announces it. */
export enum DealEventKind {
  OPENED = 'deal_opened',
  MOVED = 'deal_moved',
  AMENDED = 'deal_amended',
  WON = 'deal_won',
  LOST = 'deal_lost',
  REOPENED = 'deal_reopened',
  REASSIGNED = 'deal_reassigned',
}
registerEnumType(DealEventKind, { name: 'DealEventKind', description: 'What happened to a deal.' });

/** Every kind, as the ledger names them. */
export const everyKind: readonly EntryKind[] = Object.values(DealEventKind);

@ObjectType({ description: 'Something that happened to a deal.' })
export class DealEvent {
  @Field(() => ID, {
    description: 'of the ledger entry that announces it: the same whenever and however it is delivered',
  })
  id!: string;

  @Field(() => String, { description: 'resume after this event with `dealEvents(after:)`' })
  cursor!: string;

  @Field(() => DealEventKind)
  kind!: DealEventKind;

  @Field(() => InstantScalar, { description: 'when it took effect' })
  at!: Date;

  @Field(() => InstantScalar, { description: 'when it was recorded' })
  recordedAt!: Date;

  @Field(() => Boolean, { description: 'it came with an import: no reason to celebrate' })
  imported!: boolean;

  @Field(() => Boolean, { description: 'recorded more than a minute after it took effect' })
  backdated!: boolean;

  @Field(() => Boolean, { description: 'it puts an earlier record right' })
  correction!: boolean;

  dealId!: string;
  stageId!: string | null;
  employeeId!: string | null;
  /** minor units */
  minor!: string | null;
}
