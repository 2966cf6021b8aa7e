import { contactVerbs, plainVerbs, rowVerbs } from './oracle-verbs.ts';

/** What a question answers with: everything to everybody who may ask it, or rows of their own. */
type Answers = 'all' | 'their rows' | 'figures' | 'themselves';

/** One by id, and a page of all: what a department is made of. */
const reference = [
  'campaign',
  'channel',
  'department',
  'employee',
  'pipeline',
  'product',
  'productLine',
  'segment',
  'source',
  'stage',
  'team',
];

/** Every question of the API. A new one is added here, and to the test that compares its rows. */
const roots: Readonly<Record<string, Answers>> = {
  ...Object.fromEntries(
    reference.flatMap(
      (name) =>
        [
          [name, 'all'],
          [`${name}s`, 'all'],
        ] as const,
    ),
  ),
  ...{ territory: 'all', territories: 'all', settings: 'all', calendar: 'all', kpiCatalogue: 'all', boards: 'all' },
  ...{ client: 'their rows', clients: 'their rows', deal: 'their rows', deals: 'their rows', dealEvents: 'their rows' },
  ...{ account: 'their rows', accounts: 'their rows', credentials: 'their rows', contact: 'their rows' },
  ...{ kpis: 'figures', funnel: 'figures' },
  viewer: 'themselves',
  // by type and field only: whoever may ask sees all there is
  ...{ pairing: 'all', audit: 'all', subjectExport: 'all' },
};

export function knowsRootField(name: string): boolean {
  return roots[name] !== undefined;
}

export function knowsVerb(verb: string): boolean {
  return verb in rowVerbs || verb in contactVerbs || verb in plainVerbs;
}
