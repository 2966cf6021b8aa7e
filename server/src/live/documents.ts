import {
  type DocumentNode,
  type GraphQLError,
  type GraphQLSchema,
  getOperationAST,
  type OperationDefinitionNode,
  parse,
  specifiedRules,
  type ValidationRule,
  validate,
} from 'graphql';
import { Refusal } from '../lib/refusal.ts';
import type { LiveLimits } from './limits.ts';

/** A document that is valid against the schema, and the operation to run. */
export interface Operation {
  document: DocumentNode;
  operation: OperationDefinitionNode;
}

/** The document does not fit the schema; every complaint is listed. */
export class InvalidDocument extends Error {
  readonly errors: readonly GraphQLError[];

  constructor(errors: readonly GraphQLError[]) {
    super(errors[0]?.message);
    this.errors = errors;
  }
}

export interface DocumentOptions {
  schema: GraphQLSchema;
  limits: Pick<LiveLimits, 'documentCharacters' | 'documentTokens'>;
  /** besides those of the specification: depth, introspection … */
  rules?: readonly ValidationRule[];
}

const kept = { documents: 500, characters: 2_000_000 };

/** Parses and validates documents, once per text: it takes 0.2 ms, and a thousand walls send the same few. */
export class Documents {
  readonly #options: DocumentOptions;
  readonly #known = new Map<string, DocumentNode>();
  #characters = 0;

  constructor(options: DocumentOptions) {
    this.#options = options;
  }

  /** The operation of a text. Throws GraphQLError (syntax), InvalidDocument or Refusal. */
  operation(text: string, name: string | null | undefined): Operation {
    const document = this.#known.get(text) ?? this.#read(text);
    this.#remember(text, document);
    const operation = getOperationAST(document, name);
    if (!operation)
      throw Refusal.badInput('operationName', 'the name of one operation of the document', { got: name ?? null });
    return { document, operation };
  }

  #read(text: string): DocumentNode {
    const { schema, limits, rules = [] } = this.#options;
    if (text.length > limits.documentCharacters) {
      throw Refusal.badInput('query', `a document of at most ${limits.documentCharacters} characters`, {
        got: text.length,
      });
    }
    const document = parse(text, { maxTokens: limits.documentTokens });
    const errors = validate(schema, document, [...specifiedRules, ...rules]);
    if (errors.length > 0) throw new InvalidDocument(errors);
    return document;
  }

  /** The most recently used stand last; the first go when there are too many, or too long ones. */
  #remember(text: string, document: DocumentNode): void {
    if (this.#known.delete(text)) this.#characters -= text.length;
    this.#known.set(text, document);
    this.#characters += text.length;
    for (const oldest of this.#known.keys()) {
      if (this.#known.size <= kept.documents && this.#characters <= kept.characters) break;
      this.#known.delete(oldest);
      this.#characters -= oldest.length;
    }
  }
}
