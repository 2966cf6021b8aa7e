import {
  Arg,
  type ClassType,
  Ctx,
  Field,
  FieldResolver,
  Float,
  ID,
  Int,
  ObjectType,
  Query,
  Resolver,
  Root,
} from 'type-graphql';
import type { Context } from '../../context.ts';
import { typeOf } from '../../records/graphql-fields.ts';
import { loadRelated } from '../../records/noun.ts';
import { surveyNoun, surveyQuestionKind } from './survey.ts';
import { type QuestionResults, type Share, type SurveyCounts, surveyResults } from './survey-results.ts';

@ObjectType({ description: 'How often something was answered.' })
export class SurveyShare implements Share {
  @Field(() => String, { description: 'the option, or the score' })
  answer!: string;

  @Field(() => Int)
  count!: number;
}

@ObjectType({ description: 'What was answered to one question of a survey.' })
export class SurveyQuestionResults implements QuestionResults {
  @Field(() => Int, { description: 'its number in the survey, from 1' })
  number!: number;

  @Field(() => String, { description: 'what was asked' })
  text!: string;

  @Field(typeOf(surveyQuestionKind, false) as () => ClassType, { description: 'how it is answered' })
  kind!: QuestionResults['kind'];

  @Field(() => Int, { description: 'how many answered it' })
  answers!: number;

  @Field(() => Float, { nullable: true, description: 'SCORE and NPS: the mean score; null: nobody answered' })
  mean!: number | null;

  @Field(() => Float, { nullable: true, description: 'NPS: promoters less detractors over answers, −1 to 1' })
  nps!: number | null;

  @Field(() => [SurveyShare], { description: 'how often each option or score was given; none for free words' })
  shares!: SurveyShare[];
}

@ObjectType({ description: 'What was answered to a survey: sums, nobody by name (итоги опроса).' })
export class SurveyResults {
  surveyId!: string;

  @Field(() => Int, { description: 'who was to be asked' })
  invited!: number;

  @Field(() => Int, { description: 'who answered' })
  answered!: number;

  @Field(() => [SurveyQuestionResults])
  questions!: SurveyQuestionResults[];
}

@Resolver(() => SurveyResults)
export class SurveyResolver {
  @Query(() => SurveyResults, {
    nullable: true,
    description: 'What was answered to a survey, question by question; null when there is none of that id.',
  })
  async surveyResults(@Arg('surveyId', () => ID) surveyId: string, @Ctx() ctx: Context): Promise<SurveyResults | null> {
    const counts: SurveyCounts | null = await surveyResults(ctx, surveyId);
    return counts && Object.assign(new SurveyResults(), counts);
  }

  @FieldResolver(() => surveyNoun.type, { nullable: true })
  survey(@Root() results: SurveyResults, @Ctx() ctx: Context): Promise<object | null> {
    return loadRelated(ctx, surveyNoun, results.surveyId);
  }
}
