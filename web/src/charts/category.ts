const CATEGORIES = 8;

/** The colour a person or product keeps everywhere: neighbours in age get different ones, unlike with a hash. */
export function categoryColour(id: string): string {
  const index = /^\d+$/.test(id) ? Number(BigInt(id) % BigInt(CATEGORIES)) : sum(id) % CATEGORIES;
  return `var(--category-${index})`;
}

/** Up to two initials: Ольга Смирнова → ОС. */
export function initials(name: string): string {
  const words = name
    .trim()
    .split(/[\s-]+/)
    .filter(Boolean);
  const ends = words.length > 1 ? [words[0], words.at(-1)] : words;
  return ends
    .map((word) => [...(word ?? '')][0] ?? '')
    .join('')
    .toUpperCase();
}

function sum(text: string): number {
  let total = 0;
  for (const letter of text) total += letter.codePointAt(0) ?? 0;
  return total;
}
