import { Refusal } from './refusal.ts';

/** What the variables of one request may be: two hundred lines of a deal are a thousand values. */
export const variableLimits = { values: 20_000, depth: 16, nameLength: 100 };
export type VariableLimits = typeof variableLimits;

/** Looks at variables before anything walks through them by calling itself. */
export function checkVariables(variables: unknown, limits: VariableLimits): void {
  const waiting: { value: unknown; depth: number }[] = [{ value: variables, depth: 0 }];
  let values = 0;
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { value, depth } = next;
    bound((values += 1), limits.values, 'values');
    if (typeof value !== 'object' || value === null) continue;
    bound(depth + 1, limits.depth, 'levels');
    if (!Array.isArray(value)) checkNames(Object.keys(value), limits);
    for (const inner of Object.values(value)) {
      // what is only counted need not wait
      if (typeof inner === 'object' && inner !== null) waiting.push({ value: inner, depth: depth + 1 });
      else bound((values += 1), limits.values, 'values');
    }
  }
}

function checkNames(names: readonly string[], { nameLength }: VariableLimits): void {
  for (const name of names) {
    bound(name.length, nameLength, 'characters in a name');
    // no input is called so; whoever sends it hopes that somebody copies it carelessly
    if (name === '__proto__') throw Refusal.badInput('variables', 'names of inputs', { got: name });
  }
}

function bound(found: number, most: number, what: string): void {
  if (found > most) throw Refusal.badInput('variables', `at most ${most} ${what}`, { got: found });
}
