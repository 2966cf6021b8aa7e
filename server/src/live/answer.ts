import { execute, type FormattedExecutionResult, type GraphQLFormattedError, type GraphQLSchema } from 'graphql';
import { type ErrorFormatter, isRefusal } from '../lib/graphql-errors.ts';
import type { TopicQuestion } from './topic-question.ts';

/** One answer of a topic, serialised once for everybody. */
export interface Answer {
  /** the `payload` of the message, and the brace that closes the message: what stands before differs by subscriber */
  tail: Buffer;
  /** equal for equal answers, whenever they were computed */
  content: string;
  /** when there is no data because the question was refused: asking it again will not help */
  refused: readonly GraphQLFormattedError[] | null;
  /** something failed: the topic asks again soon */
  failed: boolean;
}

/** Executes a topic's question with the context of its scope. Never throws: what goes wrong is an answer too. */
export async function computeAnswer(
  schema: GraphQLSchema,
  question: TopicQuestion,
  makeContext: () => unknown,
  format: ErrorFormatter,
): Promise<Answer> {
  try {
    const { document, variables: variableValues } = question;
    const result = await execute({ schema, document, variableValues, contextValue: await makeContext() });
    return answerOf(formatted(result, format), question);
  } catch (error) {
    return answerOf({ data: null, errors: [format(error)] }, question);
  }
}

/** A result with its errors made fit to be seen. */
export function formatted(
  {
    data,
    errors,
    extensions,
  }: { data?: FormattedExecutionResult['data']; errors?: readonly unknown[]; extensions?: object },
  format: ErrorFormatter,
): FormattedExecutionResult {
  return {
    ...(errors && errors.length > 0 && { errors: errors.map(format) }),
    ...(data !== undefined && { data }),
    ...(extensions && { extensions: { ...extensions } }),
  };
}

/** The bytes behind `"payload":` of a message that ends with its payload. */
export function messageTail(payload: unknown): Buffer {
  return Buffer.from(`${JSON.stringify(payload)}}`);
}

function answerOf(result: FormattedExecutionResult, { responseKey, volatile }: TopicQuestion): Answer {
  const { data, errors = [] } = result;
  const root = data?.[responseKey];
  const still = typeof root === 'object' && root !== null ? { ...root, ...blank(volatile) } : (root ?? null);
  // the id under which a failure was logged is new every time and no news
  const kinds = errors.map(({ message, path, extensions }) => [message, path, extensions?.code]);
  const empty = root === undefined || root === null;
  return {
    tail: messageTail(result),
    content: JSON.stringify([still, kinds]),
    refused: empty && errors.length > 0 && errors.every(isRefusal) ? errors : null,
    failed: errors.some((error) => !isRefusal(error)),
  };
}

function blank(keys: readonly string[]): Record<string, null> {
  return Object.fromEntries(keys.map((key) => [key, null]));
}
