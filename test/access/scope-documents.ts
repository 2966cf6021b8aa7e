import fc from 'fast-check';

/** A subscription, its arguments, and which types it touches with which fields, as it was put together. */
export interface Asked {
  text: string;
  args: { by?: string[]; where?: { client?: string[]; employee?: string[] } };
  touched: { type: string; fields: string[] }[];
}

/** A selection on a type: its text, and what it touches. */
interface Selection {
  text: string;
  touched: Asked['touched'];
}

type Fields = Record<string, fc.Arbitrary<Selection> | null>;

/** Some of the fields of a type, at least one, in any order. */
function some(type: string, fields: Fields): fc.Arbitrary<Selection> {
  const one = Object.entries(fields).map(([name, inner]) =>
    (inner ?? fc.constant(null)).map((selection) => ({ name, selection })),
  );
  return fc
    .uniqueArray(fc.oneof(...one), { minLength: 1, maxLength: 3, selector: ({ name }) => name })
    .map((chosen) => ({
      text: chosen.map(({ name, selection }) => (selection ? `${name} { ${selection.text} }` : name)).join(' '),
      touched: [
        { type, fields: chosen.map(({ name }) => name) },
        ...chosen.flatMap(({ selection }) => selection?.touched ?? []),
      ],
    }));
}

const leaf = null;
const employee = some('Employee', { id: leaf, name: leaf, team: some('Team', { name: leaf }) });
const contact = some('Contact', { id: leaf, phone: leaf });
const client = some('Client', { id: leaf, name: leaf, version: leaf, owner: employee, contacts: contact });
const line = some('DealLine', { amount: leaf, cost: leaf, product: some('Product', { name: leaf, cost: leaf }) });
const stage = some('Stage', { name: leaf, position: leaf });
const deal = some('Deal', {
  id: leaf,
  title: leaf,
  amount: leaf,
  version: leaf,
  client,
  owner: employee,
  lines: line,
  stage,
});
const event = some('DealEvent', { id: leaf, kind: leaf, amount: leaf, deal, employee, stage });
const value = some('KpiValue', { value: leaf, change: leaf });
const row = some('KpiRow', { id: leaf, revenue: value, margin: value, client, employee });
const table = some('KpiTable', { revision: leaf, rows: row, total: row });
const funnel = some('Funnel', { deals: leaf, won: leaf, stages: some('FunnelStage', { deals: leaf, stage }) });
const settings = some('Settings', { departmentName: leaf, version: leaf });

const where = fc.constantFrom<Asked['args']['where']>(
  {},
  { client: ['1'] },
  { employee: ['1'] },
  { client: ['1'], employee: ['1'] },
);
const by = fc.constantFrom<string[][]>(['EMPLOYEE'], ['CLIENT'], ['EMPLOYEE', 'CLIENT']);

/** A filter as GraphQL writes it. */
function written(filter: Asked['args']['where']): string {
  const parts = Object.entries(filter ?? {}).map(([name, ids]) => `${name}: ${JSON.stringify(ids)}`);
  return `{ ${parts.join(', ')} }`;
}

const kpis = fc.tuple(table, by, where).map(
  ([{ text, touched }, dimensions, filter]): Asked => ({
    text: `subscription { kpis(period: { named: ALL }, by: [${dimensions}], where: ${written(filter)}) { ${text} } }`,
    args: { by: dimensions, where: filter },
    touched,
  }),
);
const funnels = fc.tuple(funnel, where).map(
  ([{ text, touched }, filter]): Asked => ({
    text: `subscription { funnel(period: { named: ALL }, mode: SNAPSHOT, where: ${written(filter)}) { ${text} } }`,
    args: { where: filter },
    touched,
  }),
);
const events = event.map(
  ({ text, touched }): Asked => ({ text: `subscription { dealEvents { ${text} } }`, args: {}, touched }),
);
const settled = settings.map(
  ({ text, touched }): Asked => ({ text: `subscription { settings { ${text} } }`, args: {}, touched }),
);

/** Any subscription that can be asked. */
export const anyDocument: fc.Arbitrary<Asked> = fc.oneof(kpis, funnels, events, settled);
