import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { join } from 'node:path';
import type { Counted } from './server.ts';

/** A server of the product in a process of its own, asked as clients ask it. */
export interface BenchServer {
  /** 127.0.0.1:port */
  host: string;
  /** lets in as a director */
  token: string;
  ask<Answer>(query: string, variables?: object): Promise<Answer>;
  /** Statements sent to PostgreSQL since the last call, by name. */
  statements(): Promise<Counted>;
  stop(): Promise<void>;
}

/** Starts a server on a database. */
export async function startServer(databaseUrl: string): Promise<BenchServer> {
  const child = fork(join(import.meta.dirname, 'server.ts'), [databaseUrl]);
  const { url, token } = await heard<{ url: string; token: string }>(child);
  const { port } = new URL(url);
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });
  return {
    host: `127.0.0.1:${port}`,
    token,
    ask: <Answer>(query: string, variables: object = {}) => ask<Answer>({ agent, port, token }, query, variables),
    statements: () => {
      child.send('statements');
      return heard<Counted>(child);
    },
    stop: async () => {
      agent.destroy();
      const ended = once(child, 'exit');
      if (child.connected) child.send('stop');
      const late = setTimeout(() => child.kill('SIGKILL'), 15_000);
      await ended;
      clearTimeout(late);
    },
  };
}

async function heard<Message>(child: ChildProcess): Promise<Message> {
  const gone = new AbortController();
  const exit = once(child, 'exit', { signal: gone.signal }).then(([code]) => {
    throw new Error(`the server ended with ${code}`);
  });
  try {
    const [message] = (await Promise.race([once(child, 'message', { signal: gone.signal }), exit])) as [Message];
    return message;
  } finally {
    exit.catch(() => undefined);
    gone.abort();
  }
}

function ask<Answer>(
  { agent, port, token }: { agent: Agent; port: string; token: string },
  query: string,
  variables: object,
): Promise<Answer> {
  const body = JSON.stringify({ query, variables });
  const authorization = `Bearer ${token}`;
  const headers = { authorization, 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
  return new Promise((resolve, reject) => {
    const options = { agent, host: '127.0.0.1', port, path: '/graphql', method: 'POST', headers };
    const asked = request(options, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('error', reject);
      response.on('end', () => {
        const answer = JSON.parse(Buffer.concat(parts).toString()) as { data?: Answer; errors?: unknown };
        if (answer.data && !answer.errors) resolve(answer.data);
        else reject(new Error(JSON.stringify(answer.errors)));
      });
    });
    asked.on('error', reject);
    asked.end(body);
  });
}
