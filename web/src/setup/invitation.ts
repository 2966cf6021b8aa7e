import type { Role } from '../gql/graphql.ts';

/** What a link is for. */
export interface Invitation {
  /** The very first account. */
  setUp: boolean;
  name: string | null;
  login: string | null;
  role: Role | null;
}
