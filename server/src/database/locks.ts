/**
 * The advisory locks of the whole cluster, in one place: two things that take the same one wait for each other for no reason, and one of
 * them may hold it for as long as it lives. The numbers mean nothing; one that was released is never given to something else.
 */
export const locks = {
  /** servers that start at once migrate once */
  migration: 7_063_451_201,
  /** one roller at a time */
  roll: 7_063_451_202,
  /** the demo department is told once */
  seed: 7_063_451_203,
  /** one import at a time */
  import: 7_063_451_204,
  /** screens that ask to be paired make room one after another */
  pairing: 7_063_451_205,
  /** one server lives the demo's present, for as long as it runs */
  simulator: 7_063_451_206,
  /** whether anybody decides who is let in is found out one after another */
  setUp: 7_063_451_207,
  /** one writer of the audit log's chain */
  chain: 7_063_451_208,
  /** how often people are told everything held about them is counted one after another */
  exports: 7_063_451_209,
} as const;
