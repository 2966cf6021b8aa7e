/** What a type of the schema is about: a page of deals is about deals. */
export function subjectOf(type: string): string {
  return type.replace(/(Connection|Edge)$/, '');
}

/** Types that say nothing by themselves: whoever may read what they hang on may read them. */
export const plainTypes: ReadonlySet<string> = new Set(['PageInfo', 'Period', 'Text']);

/** What is done by looking only: a credential that may only read may do these, and no verb of the API is called so. */
export const looking: ReadonlySet<string> = new Set([
  ...['read', 'introspect', 'askFreely', 'breakDownByClient', 'lookBack'],
  ...['exportClients', 'exportDeals', 'exportContacts'],
]);
