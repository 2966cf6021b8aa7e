import { askOverHttp, type Data, type Refused, refusal } from './graphql-client.ts';

/** What /auth and /pair answered. */
export interface Answered {
  status: number;
  body: Data;
  headers: Headers;
}

/** What /auth says when it refuses. */
export interface AuthError {
  code: string;
  message: string;
  field?: string;
  retryAfter?: number;
}

/** A browser as the server sees it: keeps cookies, sends them back, and says where its pages are from. */
export class Page {
  readonly url: string;
  readonly cookies = new Map<string, string>();
  readonly headers: Record<string, string>;

  constructor(url: string, headers: Record<string, string> = {}) {
    this.url = url;
    this.headers = { origin: new URL(url).origin, ...headers };
  }

  get cookie(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  get session(): string | undefined {
    return this.cookies.get('voronka_session');
  }

  /** The same browser a moment ago: what it sends from now on is its own. */
  copy(): Page {
    const other = new Page(this.url, this.headers);
    for (const [name, value] of this.cookies) other.cookies.set(name, value);
    return other;
  }

  async send(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = { ...this.headers, cookie: this.cookie, ...(init.headers as Record<string, string> | undefined) };
    const response = await fetch(new URL(path, this.url), { redirect: 'manual', ...init, headers });
    for (const line of response.headers.getSetCookie()) this.#keep(line);
    return response;
  }

  async post(path: string, body: Data = {}, headers: Record<string, string> = {}): Promise<Answered> {
    const sent = { 'content-type': 'application/json', ...headers };
    return answered(await this.send(path, { method: 'POST', headers: sent, body: JSON.stringify(body) }));
  }

  async get(path: string): Promise<Answered> {
    return answered(await this.send(path));
  }

  /** Posts what must be refused; what the refusal says, with its status. */
  async refused(
    path: string,
    body: Data = {},
    headers: Record<string, string> = {},
  ): Promise<AuthError & { status: number }> {
    const { status, body: said } = await this.post(path, body, headers);
    if (status < 400) throw new Error(`expected a refusal, got ${status} ${JSON.stringify(said)}`);
    return { status, ...(said.error as AuthError) };
  }

  /** Asks over HTTP with its cookies; the data, or a failure that names the errors. */
  ask<Answer = Data>(query: string, variables: Data = {}): Promise<Answer> {
    return askOverHttp<Answer>(new URL('/graphql', this.url).href, query, variables, {
      ...this.headers,
      cookie: this.cookie,
    });
  }

  forbidden(query: string, variables: Data = {}): Promise<Refused> {
    return refusal(this.ask(query, variables));
  }

  #keep(line: string): void {
    const [pair = '', ...attributes] = line.split(';').map((part) => part.trim());
    const [name = '', value = ''] = pair.split(/=(.*)/s);
    const gone = attributes.some((a) => /^expires=thu, 01 jan 1970/i.test(a) || /^max-age=0$/i.test(a));
    if (gone) this.cookies.delete(name);
    else this.cookies.set(name, decodeURIComponent(value));
  }
}

async function answered(response: Response): Promise<Answered> {
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json');
  return { status: response.status, body: isJson ? (JSON.parse(text) as Data) : {}, headers: response.headers };
}
