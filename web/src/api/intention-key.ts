/** A fresh idempotency key. Not `randomUUID`: on an office network without https browsers do not have it. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/**
 * Keys for what somebody means to do: the same intention tried again after a lost answer keeps its key, so that it
 * happens once; anything else gets a new one.
 */
export function intentionKeys(fresh: () => string = newKey) {
  let open: { about: string; key: string } | undefined;
  return {
    keyFor(input: unknown): string {
      const about = JSON.stringify(input);
      if (open?.about !== about) open = { about, key: fresh() };
      return open.key;
    },
    /** It was answered, with a yes or a no: the next press of the button is a new intention. */
    settled() {
      open = undefined;
    },
  };
}
