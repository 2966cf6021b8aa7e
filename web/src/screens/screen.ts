import type { BoardsQuery, PairingAskedQuery, ScreensQuery } from '../gql/graphql.ts';

/** A paired screen. */
export type Screen = ScreensQuery['credentials']['nodes'][number];

/** A screen that shows a code and waits. */
export type Asking = NonNullable<PairingAskedQuery['pairing']>;

/** A board that a screen may show. */
export type BoardChoice = BoardsQuery['boards'][number];
