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
  /** who answers to whom is decided one after another: nobody ends up answering to themselves */
  superiors: 7_063_451_210,
  /** stages of pipelines are put in order one after another */
  stages: 7_063_451_212,
  /** the entries of deals are brought to the form of this build once */
  reproject: 7_063_451_213,
  /** the lives of clients that were written in bulk are settled by one after another */
  clients: 7_063_451_214,
} as const;
