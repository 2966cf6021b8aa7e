/** Whether a text may speak of somebody. */
export type Mentions = (text: string | null) => boolean;

/**
 * Finds a person by any word of their name in any case of the language (Ольга, Ольге), and by their phone or e-mail however it is written.
 * Rather too often than too seldom: a title that is lost can be written anew.
 */
export function mentionsOf(name: string, phone: string | null, email: string | null): Mentions {
  const stems = name
    .toLowerCase()
    .replaceAll('ё', 'е')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length >= 3)
    .map((word) => (word.length <= 3 ? word : word.slice(0, word.length <= 5 ? -1 : -2)));
  const digits = phone?.replace(/\D/g, '').slice(-10);
  const address = email?.toLowerCase();
  return (text) => {
    if (text === null) return false;
    const plain = text.toLowerCase().replaceAll('ё', 'е');
    const words = plain.split(/[^\p{L}\p{N}]+/u);
    if (stems.some((stem) => words.some((word) => word.startsWith(stem)))) return true;
    if (address && plain.includes(address)) return true;
    return digits !== undefined && digits.length >= 7 && plain.replace(/\D/g, '').includes(digits);
  };
}
