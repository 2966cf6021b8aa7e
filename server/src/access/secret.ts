import { createHash, randomBytes } from 'node:crypto';

/** so that scanners for leaked secrets can know one of ours */
const prefix = 'voronka_';
const form = /^voronka_[\w-]{43}$/;

/** A secret that nobody can guess: 256 random bits. It is shown or sent once and kept only as its hash. */
export function newSecret(): string {
  return prefix + randomBytes(32).toString('base64url');
}

/** What is kept of a secret: 256 random bits need no salt and no slow hash. */
export function hashOf(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}

/** Whether a text can be a secret of ours; anything else need not be looked up. */
export function isSecret(text: string): boolean {
  return form.test(text);
}
