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
import { checkDocument, checkText, type DocumentLimits, documentLimits } from '../lib/document-limits.ts';
import { Refusal } from '../lib/refusal.ts';

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
  limits?: Partial<DocumentLimits>;
  /** besides those of the specification: what an answer may cost … */
  rules?: readonly ValidationRule[];
}

/** A syntax tree takes a hundred times the memory of its text. */
const kept = { documents: 500, characters: 500_000 };

interface Kept {
  document: DocumentNode;
  /** it has been held against the schema */
  valid: boolean;
}

/** Bounds, parses and validates documents, once per text: it takes 0.2 ms, and a thousand walls send the same few. HTTP and WebSocket share it. */
export class Documents {
  readonly #options: DocumentOptions;
  readonly #limits: DocumentLimits;
  readonly #known = new Map<string, Kept>();
  #characters = 0;

  constructor(options: DocumentOptions) {
    this.#options = options;
    this.#limits = { ...documentLimits, ...options.limits };
  }

  /** The operation of a text. Throws GraphQLError (syntax), InvalidDocument or Refusal. */
  operation(text: string, name: string | null | undefined): Operation {
    const { document } = this.#validated(text);
    const operation = getOperationAST(document, name);
    if (!operation)
      throw Refusal.badInput('operationName', 'the name of one operation of the document', { got: name ?? null });
    return { document, operation };
  }

  /** Refuses a text that is beyond the limits; whether it is valid is somebody else's to say. Throws GraphQLError (syntax) or Refusal. */
  bound(text: string): void {
    this.#bounded(text);
  }

  /** The document of a text that is known to be valid. */
  valid(text: string): DocumentNode | undefined {
    const known = this.#known.get(text);
    return known?.valid ? known.document : undefined;
  }

  /** Somebody else has found it valid. */
  accept(text: string): void {
    const known = this.#known.get(text);
    if (known) known.valid = true;
  }

  #validated(text: string): Kept {
    const { schema, rules = [] } = this.#options;
    const known = this.#bounded(text);
    if (known.valid) return known;
    const errors = validate(schema, known.document, [...specifiedRules, ...rules]);
    if (errors.length > 0) throw new InvalidDocument(errors);
    known.valid = true;
    return known;
  }

  #bounded(text: string): Kept {
    let known = this.#known.get(text);
    if (!known) {
      checkText(text, this.#limits);
      known = { document: parse(text), valid: false };
      checkDocument(known.document, this.#limits);
    }
    this.#remember(text, known);
    return known;
  }

  /** The most recently used stand last; the first go when there are too many, or too long ones. */
  #remember(text: string, known: Kept): void {
    if (this.#known.delete(text)) this.#characters -= text.length;
    this.#known.set(text, known);
    this.#characters += text.length;
    for (const oldest of this.#known.keys()) {
      if (this.#known.size <= kept.documents && this.#characters <= kept.characters) break;
      this.#known.delete(oldest);
      this.#characters -= oldest.length;
    }
  }
}
