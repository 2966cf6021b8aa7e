import { Field, Float, ID, ObjectType, registerEnumType } from 'type-graphql';
import { InstantScalar } from '../../lib/scalars.ts';
import { stageNoun } from '../pipelines/stage.ts';
import type { Item } from './checklist.ts';
import type { DealFactKind } from './deal-fact.ts';
import type { Told } from './deal-history.ts';

const kinds = {
  ...{ OPENED: 'opened', MOVED: 'moved', AMENDED: 'amended', WON: 'won', LOST: 'lost', REOPENED: 'reopened' },
  ...{ REASSIGNED: 'reassigned', TRANSFERRED: 'transferred', CONTACTED: 'contacted' },
} as const;
registerEnumType(kinds, {
  name: 'DealFactKind',
  description: 'What happened to a deal.',
  valuesConfig: {
    TRANSFERRED: {
      description: 'its client, or whoever has it, moved to another group, territory, team or department',
    },
    CONTACTED: { description: 'the first contact with the client about it became known' },
  },
});

@ObjectType('DealFact', { description: 'Something that happened to a deal.' })
export class DealFactTold implements Told {
  @Field(() => ID)
  id!: string;

  @Field(() => kinds)
  kind!: DealFactKind;

  @Field(() => InstantScalar, { description: 'when it took effect' })
  at!: Date;

  @Field(() => InstantScalar, { description: 'when it was recorded' })
  recordedAt!: Date;

  @Field(() => String, { description: 'how it came in: ui, api, import, demo, system' })
  origin!: string;

  @Field(() => [String], { description: 'names of what it changed' })
  changed!: string[];

  @Field(() => Float, {
    nullable: true,
    description: 'seconds the deal had stood in its stage when it left it or was closed; null: it did neither',
  })
  secondsInStage!: number | null;

  actorId!: string | null;
  stageId!: string;
}

@ObjectType({ description: 'A step of the checklist that a deal carries in its stage (чек-лист).' })
export class ChecklistItem implements Item {
  @Field(() => String, { description: 'what `checkItem` takes' })
  stepId!: string;

  @Field(() => String)
  title!: string;

  @Field(() => String, { nullable: true, description: 'how it is done' })
  description!: string | null;

  @Field(() => String, { nullable: true, description: 'whose work it is' })
  responsible!: string | null;

  @Field(() => Boolean, { description: 'the checklist is complete only with it' })
  required!: boolean;

  @Field(() => InstantScalar, { nullable: true, description: 'by when it has to be done; null: no deadline' })
  dueAt!: Date | null;

  @Field(() => Boolean)
  done!: boolean;

  @Field(() => InstantScalar, { nullable: true, description: 'when it was ticked off' })
  at!: Date | null;

  employeeId!: string | null;
}

@ObjectType({ description: 'What is to be done next about a deal.' })
export class NextStep {
  @Field(() => String)
  text!: string;

  @Field(() => InstantScalar, { nullable: true, description: 'by when' })
  dueAt!: Date | null;
}

@ObjectType({ description: 'Where a deal goes next, and what it needs before: `advanceDeal` takes it there.' })
export class SuggestedStep {
  @Field(() => stageNoun.type, { nullable: true, description: 'the next stage; null: it stands in the last one' })
  stage!: object | null;

  @Field(() => [String], { description: 'what the stage asks for and the deal has not' })
  missing!: string[];

  @Field(() => [ChecklistItem], { description: 'steps of the checklist that have to be done and are not' })
  open!: ChecklistItem[];
}
