import { z } from 'zod';
import { isCurrency } from './lib/money.ts';
import { isTimeZone } from './lib/zone.ts';

/** A flag in the environment: 1/true/yes or 0/false/no, empty means not set. */
const flag = z
  .string()
  .transform((s) => s.trim().toLowerCase())
  .refine((s) => ['', '0', '1', 'true', 'false', 'yes', 'no'].includes(s), 'expected 1 or 0')
  .transform((s) => (s === '' ? undefined : ['1', 'true', 'yes'].includes(s)))
  .optional();

const variables = z.object({
  /** the port of the web server; 0 lets the system choose */
  PORT: z.coerce.number('expected a port from 0 to 65535').int().min(0).max(65535).default(4000),
  /** the address to listen on; 0.0.0.0 opens it to the office network */
  HOST: z.string().min(1).default('127.0.0.1'),
  /** where the embedded PostgreSQL keeps its data */
  DATA_DIR: z.string().min(1).default('.data'),
  /** any PostgreSQL ≥ 15 instead of the embedded one */
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'expected postgres://user:password@host:port/database')
    .optional(),
  /** 1: an empty database gets the demo department; default 1 on the embedded PostgreSQL, 0 on DATABASE_URL */
  DEMO: flag,
  /** how fast the demo's present lives: 1 is an office's pace, 60 an hour a minute, 0 stands still */
  DEMO_SPEED: z.coerce.number('expected a number from 0 to 1000').min(0).max(1000).default(1),
  /** the department's time zone (IANA), currency (ISO 4217) and name, used when the database is set up; fixed once the ledger has entries */
  TIME_ZONE: z.string().refine(isTimeZone, 'expected an IANA time zone such as Europe/Moscow').default('Europe/Moscow'),
  CURRENCY: z.string().refine(isCurrency, 'expected an ISO 4217 currency such as RUB').default('RUB'),
  DEPARTMENT: z.string().min(1).max(200).default('Отдел продаж'),
  /** trace, debug, info, warn, error, silent */
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
  /** where people reach the server, for links, cookies and sign-in; the address of the request unless told */
  PUBLIC_URL: z
    .url({ protocol: /^https?$/, error: 'expected an address such as https://sales.example.com' })
    .optional(),
  /** how many reverse proxies stand before the server: so many of the last addresses in X-Forwarded-For are believed */
  TRUST_PROXY: z.coerce.number('expected a number from 0 to 10').int().min(0).max(10).default(0),
  /** sign-in by an OpenID provider: its address, and how this server is known there */
  OIDC_ISSUER: z.url({ protocol: /^https?$/, error: 'expected the address of an OpenID provider' }).optional(),
  OIDC_CLIENT_ID: z.string().min(1).optional(),
  OIDC_CLIENT_SECRET: z.string().min(1).optional(),
  /** what the button says */
  OIDC_NAME: z.string().min(1).max(60).default('OpenID'),
  /** connections for requests */
  POOL_SIZE: z.coerce.number('expected a number from 2 to 200').int().min(2).max(200).default(16),
});

/** Everything the server can be told. */
export interface Config {
  port: number;
  host: string;
  dataDir: string;
  databaseUrl: string | undefined;
  demo: boolean;
  demoSpeed: number;
  timeZone: string;
  currency: string;
  department: string;
  logLevel: 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal' | 'silent';
  poolSize: number;
  /** null: the address of the request */
  publicUrl: string | null;
  trustProxy: number;
  oidc: { issuer: string; clientId: string; clientSecret: string; name: string } | null;
}

/** Thrown when the environment cannot be understood; the message names every problem at once. */
export class ConfigError extends Error {}

/** All three or none: half a provider would only show when somebody tries to sign in. */
function oidcOf(data: z.infer<typeof variables>): Config['oidc'] {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret, OIDC_NAME: name } = data;
  if (issuer && clientId && clientSecret) return { issuer, clientId, clientSecret, name };
  if (!issuer && !clientId && !clientSecret) return null;
  throw new ConfigError('OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET are needed together');
}

/** Reads the environment: the only place in the project that does. */
export function readConfig(env: Record<string, string | undefined>): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
  const parsed = variables.safeParse(given);
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
    throw new ConfigError(`The configuration has ${problems.length} problem(s):\n${problems.join('\n')}`);
  }
  const { data } = parsed;
  return {
    port: data.PORT,
    host: data.HOST,
    dataDir: data.DATA_DIR,
    databaseUrl: data.DATABASE_URL,
    demo: data.DEMO ?? data.DATABASE_URL === undefined,
    demoSpeed: data.DEMO_SPEED,
    timeZone: data.TIME_ZONE,
    currency: data.CURRENCY,
    department: data.DEPARTMENT,
    logLevel: data.LOG_LEVEL,
    poolSize: data.POOL_SIZE,
    publicUrl: data.PUBLIC_URL ?? null,
    trustProxy: data.TRUST_PROXY,
    oidc: oidcOf(data),
  };
}
