import type { AccountsQuery } from '../gql/graphql.ts';

/** Somebody's account, as those see it who look after accounts. */
export type Person = AccountsQuery['accounts']['nodes'][number];
