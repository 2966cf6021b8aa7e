/** One error of a GraphQL answer. */
export interface AnsweredError {
  message: string;
  path?: (string | number)[];
  extensions?: Record<string, unknown>;
}

export type Data = Record<string, unknown>;
/** An answer with errors, told so that a failing test explains itself. */
export class AnsweredWithErrors extends Error {
  readonly errors: AnsweredError[];
  readonly status: number;

  constructor(errors: AnsweredError[], status: number) {
    super(
      errors
        .map((e) => `${e.path ? `${e.path.join('.')}: ` : ''}${e.message} ${JSON.stringify(e.extensions ?? {})}`)
        .join('\n'),
    );
    this.name = 'AnsweredWithErrors';
    this.errors = errors;
    this.status = status;
  }

  /** of the first error, with its message */
  get extensions(): Refused {
    const [first] = this.errors;
    return { code: 'NONE', ...first?.extensions, message: first?.message ?? '' };
  }
}

/** What a refusal says: its code, and whatever else it names (field, expected, refusal …). */
export interface Refused extends Record<string, unknown> {
  code: string;
  message: string;
}

/** Asks over HTTP; gives the data or throws AnsweredWithErrors. */
export async function askOverHttp<Answer>(
  url: string,
  query: string,
  variables: Data = {},
  headers: Record<string, string> = {},
): Promise<Answer> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query, variables }),
  });
  const text = await response.text();
  const answer = parsed(text, response.status);
  if (answer.errors?.length) throw new AnsweredWithErrors(answer.errors, response.status);
  return answer.data as Answer;
}

function parsed(text: string, status: number): { data?: unknown; errors?: AnsweredError[] } {
  try {
    return JSON.parse(text) as { data?: unknown; errors?: AnsweredError[] };
  } catch {
    throw new Error(`answered ${status} and no JSON: ${text.slice(0, 200)}`);
  }
}

/** The refusal something ends with; fails when it succeeds or breaks. */
export async function refusal(work: Promise<unknown>): Promise<Refused> {
  const given = await work.then(
    (value) => ({ value }),
    (error: unknown) => ({ error }),
  );
  if ('value' in given) throw new Error(`expected a refusal, got ${JSON.stringify(given.value)?.slice(0, 300)}`);
  if (!(given.error instanceof AnsweredWithErrors)) throw given.error;
  return given.error.extensions;
}
