import { Arg, Ctx, Int, Query, Resolver } from 'type-graphql';
import type { Context } from '../../context.ts';
import { checkedFirst, connectionOf, type Page } from '../../lib/connection.ts';
import { overdueTickets } from './overdue-tickets.ts';
import { ticketNoun } from './ticket.ts';

const OverdueTicketConnection = connectionOf(ticketNoun.type, 'OverdueTicket');

@Resolver(() => ticketNoun.type)
export class TicketResolver {
  @Query(() => OverdueTicketConnection, {
    description: 'Tickets that should have been answered or resolved by now and are not, the longest overdue first.',
  })
  overdueTickets(
    @Arg('first', () => Int, { nullable: true, description: 'items on the page: 50 unless told, at most 500' }) first:
      | number
      | null,
    @Arg('after', () => String, { nullable: true, description: 'the cursor of the item before the page' }) after:
      | string
      | null,
    @Ctx() ctx: Context,
  ): Promise<Page<object>> {
    return overdueTickets(ctx, checkedFirst(first), after);
  }
}
