const ofCompany = [2, 4, 10, 3, 5, 9, 4, 6, 8];
const ofPerson = [
  [7, 2, 4, 10, 3, 5, 9, 4, 6, 8],
  [3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8],
] as const;

/** Whether a number is one a taxpayer can have (ИНН): 10 digits of a company, the last of which follows from the others; 12 of a person, the last two. */
export function isInn(text: string): boolean {
  // the first two are the region, and there is none of that number
  if (!/^(\d{10}|\d{12})$/.test(text) || text.startsWith('00')) return false;
  const digits = [...text].map(Number);
  const follows = text.length === 10 ? [ofCompany] : ofPerson;
  return follows.every((weights) => digits[weights.length] === checkDigit(digits, weights));
}

function checkDigit(digits: readonly number[], weights: readonly number[]): number {
  const sum = weights.reduce((total, weight, i) => total + weight * (digits[i] ?? 0), 0);
  return (sum % 11) % 10;
}
