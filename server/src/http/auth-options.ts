import type { IncomingMessage } from 'node:http';
import type { Request } from 'express';
import type { Surroundings } from '../app-context.ts';
import type { Config } from '../config.ts';

/** What signing in and pairing need to know. */
export interface AuthOptions {
  around: Surroundings;
  config: Config;
  /** the address a request came from */
  addressOf: (request: IncomingMessage) => string | null;
}

/** Where people reach this server: as it is configured, else as this request reached it. */
export function originOf({ config }: AuthOptions, request: Request): string {
  if (config.publicUrl !== null) return new URL(config.publicUrl).origin;
  const forwarded = config.trustProxy > 0 && /^https\b/.test(String(request.headers['x-forwarded-proto']));
  return `${forwarded ? 'https' : 'http'}://${request.headers.host ?? 'localhost'}`;
}

const browsers: readonly [RegExp, string][] = [
  [/\bEdgA?\//, 'Edge'],
  [/\bYaBrowser\//, 'Yandex Browser'],
  [/\bOPR\//, 'Opera'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\bFirefox\/|\bFxiOS\//, 'Firefox'],
  [/\bChrom(e|ium)\/|\bCriOS\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
];

const systems: readonly [RegExp, string][] = [
  [/Tizen/, 'Tizen'],
  [/Web0S|webOS/, 'webOS'],
  [/Android/, 'Android'],
  [/iPhone|iPad/, 'iOS'],
  [/Windows/, 'Windows'],
  [/Mac OS X/, 'macOS'],
  [/CrOS/, 'ChromeOS'],
  [/Linux|X11/, 'Linux'],
];

/** What a browser says it is, in few words: for people to recognise their own, and nothing to rely on. */
export function browserOf(request: IncomingMessage): string {
  const said = request.headers['user-agent'] ?? '';
  const [, browser] = browsers.find(([form]) => form.test(said)) ?? [];
  const [, system] = systems.find(([form]) => form.test(said)) ?? [];
  return [browser, system].filter(Boolean).join(', ') || said.replace(/[^\x20-\x7e]/g, '').slice(0, 60) || '?';
}
