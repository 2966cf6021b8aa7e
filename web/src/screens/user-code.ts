export const CODE_LENGTH = 6;

/** The letters of a code however somebody has typed it: small, with spaces, with hyphens. */
export function bareCode(typed: string): string {
  return typed
    .toUpperCase()
    .replaceAll(/[^A-Z]/g, '')
    .slice(0, CODE_LENGTH);
}

/** BCD FGH: as the wall shows it. */
export function groupedCode(bare: string): string {
  return bare.length > 3 ? `${bare.slice(0, 3)} ${bare.slice(3)}` : bare;
}
