import { Arg, Ctx, FieldResolver, Float, Int, Query, Resolver, Root, registerEnumType } from 'type-graphql';
import type { Context } from '../../context.ts';
import { checkedFirst, connectionOf, type Page } from '../../lib/connection.ts';
import { toMajor } from '../../lib/money.ts';
import type { DocumentRow } from './document.fields.ts';
import { documentNoun } from './document.ts';
import { overdueInvoices } from './overdue-invoices.ts';
import { PaymentStatus, paymentStatusOf } from './payment-status.ts';

registerEnumType(PaymentStatus, {
  name: 'PaymentStatus',
  description: 'How an invoice stands.',
  valuesConfig: {
    OPEN: { description: 'issued, and nothing is paid' },
    PARTLY: { description: 'some of it is paid' },
    PAID: { description: 'all of it is paid' },
    OVERDUE: { description: 'not all of it was paid by the day it had to be' },
  },
});

const DocumentConnection = connectionOf(documentNoun.type, 'Document');

@Resolver(() => documentNoun.type)
export class DocumentResolver {
  @FieldResolver(() => PaymentStatus, { nullable: true, description: 'null: not an invoice that is issued and stands' })
  paymentStatus(@Root() document: DocumentRow, @Ctx() ctx: Context): PaymentStatus | null {
    return paymentStatusOf(document, ctx.clock.now());
  }

  @FieldResolver(() => Float, {
    nullable: true,
    description: 'what is left to pay of an invoice; null: no invoice, or of no amount yet. Below 0: an advance',
  })
  remainder(@Root() { kind, amount, paid }: DocumentRow, @Ctx() ctx: Context): number | null {
    return kind === 'invoice' && amount !== null ? toMajor(amount - paid, ctx.settings.currency) : null;
  }

  @Query(() => DocumentConnection, {
    description: 'Invoices that should have been paid by now and are not, the longest overdue first.',
  })
  overdueInvoices(
    @Arg('first', () => Int, { nullable: true, description: 'items on the page: 50 unless told, at most 500' }) first:
      | number
      | null,
    @Arg('after', () => String, { nullable: true, description: 'the cursor of the item before the page' }) after:
      | string
      | null,
    @Ctx() ctx: Context,
  ): Promise<Page<object>> {
    return overdueInvoices(ctx, checkedFirst(first), after ?? null);
  }
}
