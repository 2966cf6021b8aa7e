import { PlanDepartmentsDocument, PlanTeamsDocument } from '../gql/graphql.ts';
import { useFeed } from '../live/use-feed.ts';
import type { TileDefinition } from './board.ts';
import { PlanRowsTile } from './PlanRowsTile.tsx';
import { type PlanRow, planRow } from './planned.ts';

/** The plans of departments and of teams. What belongs to none of them has no name and is no part of the house. */
export function PlanGroupsTile({ definition }: { definition: Extract<TileDefinition, { kind: 'planGroups' }> }) {
  const period = { named: definition.period };
  const departments = useFeed(PlanDepartmentsDocument, { period });
  const teams = useFeed(PlanTeamsDocument, { period });
  const rows: PlanRow[] = [
    ...named('department', departments.data?.kpis.rows.map((row) => planRow(row, row.department)) ?? []),
    ...named('team', teams.data?.kpis.rows.map((row) => planRow(row, row.team)) ?? []),
  ];
  return (
    <PlanRowsTile
      definition={definition}
      rows={rows}
      state={departments.state === 'live' ? teams.state : departments.state}
    />
  );
}

/** Ids are of one noun only: a team may have that of a department. */
function named(noun: string, rows: readonly PlanRow[]): PlanRow[] {
  return rows.filter(({ name }) => name !== undefined).map((row) => ({ ...row, id: `${noun}:${row.id}` }));
}
