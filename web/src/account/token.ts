import type { MyTokensQuery } from '../gql/graphql.ts';

/** A key for another program, as its owner sees it. */
export type Token = MyTokensQuery['credentials']['nodes'][number];
