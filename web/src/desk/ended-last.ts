/** What still opens doors stands above what has ended; otherwise the order stays. */
export function endedLast<T extends { revokedAt: string | null }>(keys: readonly T[]): T[] {
  return [...keys].sort((a, b) => Number(a.revokedAt !== null) - Number(b.revokedAt !== null));
}
