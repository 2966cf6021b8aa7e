import {
  type DocumentNode,
  type FragmentDefinitionNode,
  Kind,
  Lexer,
  type SelectionSetNode,
  Source,
  TokenKind,
  visit,
} from 'graphql';
import { Refusal } from './refusal.ts';

/**
 * What a document may be, whoever sends it and by whichever way. Far above what people and tools write (the whole schema is asked with 400
 * tokens, a year of all KPIs month by month with 3,000), far below where parsing and validating it would be felt by anybody else.
 */
export const documentLimits = {
  characters: 100_000,
  tokens: 10_000,
  /** brackets of any kind inside each other: the parser calls itself for each */
  nesting: 64,
  /** fields inside fields, fragments unfolded */
  depth: 24,
  /** it stands in every row of the answer */
  nameLength: 100,
  numberLength: 50,
  operations: 30,
  /** of one operation, fragments unfolded: each is a question of its own */
  rootFields: 60,
  aliases: 1_000,
  /** of fields of one name */
  aliasesPerField: 250,
  directives: 250,
  directivesPerPlace: 8,
  fragments: 60,
  spreads: 300,
  variables: 100,
  /** of one list or object */
  literalItems: 2_000,
};
export type DocumentLimits = typeof documentLimits;

function bound(found: number, most: number, what: string): void {
  if (found > most) throw Refusal.badInput('query', `a document with at most ${most} ${what}`, { got: found });
}

/** Looks at a text before it is parsed. What cannot be read is left to the parser, who says it better. */
export function checkText(text: string, limits: DocumentLimits): void {
  bound(text.length, limits.characters, 'characters');
  const lexer = new Lexer(new Source(text));
  let tokens = 0;
  let nesting = 0;
  for (;;) {
    const token = readable(lexer);
    if (!token || token.kind === TokenKind.EOF) return;
    bound((tokens += 1), limits.tokens, 'tokens');
    const length = token.end - token.start;
    if (opening.has(token.kind)) bound((nesting += 1), limits.nesting, 'brackets inside each other');
    else if (closing.has(token.kind)) nesting -= 1;
    else if (token.kind === TokenKind.NAME) bound(length, limits.nameLength, 'characters in a name');
    else if (numbers.has(token.kind)) bound(length, limits.numberLength, 'characters in a number');
  }
}

const opening = new Set<string>([TokenKind.BRACE_L, TokenKind.BRACKET_L, TokenKind.PAREN_L]);
const closing = new Set<string>([TokenKind.BRACE_R, TokenKind.BRACKET_R, TokenKind.PAREN_R]);
const numbers = new Set<string>([TokenKind.INT, TokenKind.FLOAT]);

function readable(lexer: Lexer): ReturnType<Lexer['advance']> | null {
  try {
    return lexer.advance();
  } catch {
    return null;
  }
}

/** Looks at a parsed document before it is validated: some rules of the specification compare everything with everything. */
export function checkDocument(document: DocumentNode, limits: DocumentLimits): void {
  const counts = { operations: 0, aliases: 0, directives: 0, fragments: 0, spreads: 0 };
  const aliased = new Map<string, number>();
  visit(document, {
    enter(node) {
      if ('directives' in node) {
        const here = node.directives?.length ?? 0;
        bound(here, limits.directivesPerPlace, 'directives in one place');
        bound((counts.directives += here), limits.directives, 'directives');
      }
      if (node.kind === Kind.FIELD && node.alias) {
        const name = node.name.value;
        aliased.set(name, (aliased.get(name) ?? 0) + 1);
        bound((counts.aliases += 1), limits.aliases, 'aliases');
        bound(aliased.get(name) ?? 0, limits.aliasesPerField, `aliases of ${name}`);
      } else if (node.kind === Kind.FRAGMENT_SPREAD)
        bound((counts.spreads += 1), limits.spreads, 'spreads of fragments');
      else if (node.kind === Kind.FRAGMENT_DEFINITION) bound((counts.fragments += 1), limits.fragments, 'fragments');
      else if (node.kind === Kind.OPERATION_DEFINITION) {
        bound((counts.operations += 1), limits.operations, 'operations');
        bound(node.variableDefinitions?.length ?? 0, limits.variables, 'variables');
      } else if (node.kind === Kind.LIST) bound(node.values.length, limits.literalItems, 'items in a list');
      else if (node.kind === Kind.OBJECT) bound(node.fields.length, limits.literalItems, 'fields in an object');
    },
  });
  checkUnfolded(document, limits);
}

/** What a selection is with its fragments unfolded. */
interface Unfolded {
  depth: number;
  /** fields on its first level */
  width: number;
}

function checkUnfolded({ definitions }: DocumentNode, limits: DocumentLimits): void {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of definitions)
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  const known = new Map<string, Unfolded>();
  const ofFragment = (name: string): Unfolded => {
    let unfolded = known.get(name);
    if (unfolded) return unfolded;
    // one inside itself is a complaint of the specification's own rules
    known.set(name, { depth: 0, width: 0 });
    const fragment = fragments.get(name);
    unfolded = fragment ? unfold(fragment.selectionSet) : { depth: 0, width: 0 };
    known.set(name, unfolded);
    return unfolded;
  };
  const unfold = ({ selections }: SelectionSetNode): Unfolded => {
    const whole = { depth: 0, width: 0 };
    for (const node of selections) {
      const part =
        node.kind === Kind.FIELD
          ? { depth: 1 + (node.selectionSet ? unfold(node.selectionSet).depth : 0), width: 1 }
          : node.kind === Kind.INLINE_FRAGMENT
            ? unfold(node.selectionSet)
            : ofFragment(node.name.value);
      whole.depth = Math.max(whole.depth, part.depth);
      whole.width += part.width;
    }
    return whole;
  };
  for (const definition of definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
    const { depth, width } = unfold(definition.selectionSet);
    bound(depth, limits.depth, 'fields inside each other');
    bound(width, limits.rootFields, 'fields at the top');
  }
}
