import type { AuditLogQuery } from '../gql/graphql.ts';

/** A line of the log. */
export type AuditEntry = AuditLogQuery['audit']['nodes'][number];
