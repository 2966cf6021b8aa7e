import { defineRecord } from '../../records/define-record.ts';
import { choice, text } from '../../records/field.ts';
import { referenceKinds } from '../../records/reference-kinds.ts';

/** Where clients and leads come from (источник). */
export const sourceNoun = defineRecord({
  name: 'Source',
  table: 'source',
  many: 'sources',
  one: 'source',
  description: 'Where clients and leads come from (источник).',
  fields: {
    name: text({ description: 'what it is called', required: true, search: true, order: true }),
    kind: choice(
      'SourceKind',
      {
        advertising: 'paid advertising: search, banners, print',
        site: 'our own site',
        social_network: 'a social network',
        mailing: 'letters to those who agreed to them',
        referral: 'recommended by a client',
        partner: 'brought by a partner',
        event: 'an exhibition, a conference',
        cold: 'found and called by ourselves',
        other: 'anything else',
      },
      { description: 'of what kind; null: not told', filter: true },
    ),
    url: text({
      ...{ description: 'where it is on the web', most: 1000 },
      pattern: { form: /^https?:\/\/[^\s/?#]+\S*$/i, expected: 'an address that begins with http:// or https://' },
    }),
  },
  kinds: referenceKinds,
  touches: (row) => ({ source_id: row.id }),
});
