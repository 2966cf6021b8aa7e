/** A statement with its values bound, ready for `pg`. The text begins with a comment that names it, so logs and plans can be read. */
export interface Statement {
  text: string;
  values: unknown[];
  /** set for statements whose text never varies: the connection keeps them prepared */
  name?: string;
}

/** A piece of SQL that is spliced in as text, never as a value. Only for names and fragments written in the code. */
export class Fragment {
  readonly strings: readonly string[];
  readonly values: readonly unknown[];

  constructor(strings: readonly string[], values: readonly unknown[]) {
    this.strings = strings;
    this.values = values;
  }

  /** Numbers the placeholders and gives what `pg` takes. */
  build(): Statement {
    const values: unknown[] = [];
    return { text: render(this, values), values };
  }

  /** The same, kept prepared under its name: for hot statements whose text is constant. */
  prepared(name: string): Statement {
    return { ...this.build(), name };
  }
}

function render(fragment: Fragment, values: unknown[]): string {
  let text = fragment.strings[0] ?? '';
  fragment.values.forEach((value, i) => {
    if (value instanceof Fragment) text += render(value, values);
    else text += `$${values.push(value)}`;
    text += fragment.strings[i + 1] ?? '';
  });
  return text;
}

/** `` sql`/* open-deals *\/ select … where team_id = ${team}` ``: values are bound, fragments spliced. */
export function sql(strings: TemplateStringsArray, ...values: unknown[]): Fragment {
  return new Fragment(strings, values);
}

/** Text of our own making (a column of a registry, a keyword), never anything a user sent. */
export function raw(text: string): Fragment {
  return new Fragment([text], []);
}

/** Fragments one after another, with a separator between them. */
export function join(fragments: readonly Fragment[], separator = ', '): Fragment {
  if (fragments.length === 0) return raw('');
  return new Fragment(['', ...fragments.slice(1).map(() => separator), ''], fragments);
}
