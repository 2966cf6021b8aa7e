import { GraphQLScalarType, Kind } from 'graphql';
import { GraphQLDateTime } from 'graphql-scalars';
import { Temporal } from 'temporal-polyfill';

function day(value: unknown): string {
  if (typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value)) {
    try {
      return Temporal.PlainDate.from(value).toString();
    } catch {
      // falls through: 2026-02-30 looks like a date and is none
    }
  }
  // no GraphQLError: GraphQL then says itself where in the document or the variables it stands
  throw new TypeError(`expected a calendar day as YYYY-MM-DD, got ${JSON.stringify(value)?.slice(0, 40)}`);
}

/** A day of the department's calendar. Not an instant: it has no time zone to be wrong about. */
export const DayScalar = new GraphQLScalarType<string, string>({
  name: 'Date',
  description: "A day of the department's calendar, `YYYY-MM-DD`.",
  serialize: day,
  parseValue: day,
  parseLiteral: (node) => day(node.kind === Kind.STRING ? node.value : undefined),
});

/** An instant, RFC 3339. */
export const InstantScalar = GraphQLDateTime;
