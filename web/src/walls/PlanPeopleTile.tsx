import { PlanPeopleDocument } from '../gql/graphql.ts';
import { useFeed } from '../live/use-feed.ts';
import type { TileDefinition } from './board.ts';
import { PlanRowsTile } from './PlanRowsTile.tsx';
import { planRow } from './planned.ts';

/** Everybody's plan. */
export function PlanPeopleTile({ definition }: { definition: Extract<TileDefinition, { kind: 'planPeople' }> }) {
  const { data, state } = useFeed(PlanPeopleDocument, { period: { named: definition.period } });
  const rows = data?.kpis.rows.map((row) => planRow(row, row.employee)) ?? [];
  return <PlanRowsTile definition={definition} rows={rows} state={state} />;
}
