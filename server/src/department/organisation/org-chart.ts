import type { OrgNode } from './read-org-chart.ts';

/** Somebody of the chart, and who answers to them. */
export interface OrgPerson extends OrgNode {
  subordinates: string[];
}

export interface OrgTeam extends OrgNode {
  people: OrgPerson[];
}

export interface OrgDepartment extends OrgNode {
  teams: OrgTeam[];
  /** of the department and of no team */
  people: OrgPerson[];
  vacancies: OrgNode[];
}

/** The house as a page draws it: everything once, where it belongs. */
export interface OrgChart {
  /** the same flat: parents before children */
  nodes: OrgNode[];
  departments: OrgDepartment[];
  /** of no department */
  teams: OrgTeam[];
  people: OrgPerson[];
  vacancies: OrgNode[];
}

/** Puts the lines of a chart where they belong. Pure. */
export function arrange(nodes: OrgNode[]): OrgChart {
  const below = Map.groupBy(nodes, ({ parentId }) => parentId);
  const under = Map.groupBy(nodes, ({ superiorId }) => superiorId);
  const of = (parentId: string | null, kind: OrgNode['kind']): OrgNode[] =>
    (below.get(parentId) ?? []).filter((node) => node.kind === kind);
  const people = (parentId: string | null): OrgPerson[] =>
    of(parentId, 'employee').map((node) => ({
      ...node,
      subordinates: (under.get(node.rowId) ?? []).map(({ rowId }) => rowId),
    }));
  const teams = (parentId: string | null): OrgTeam[] =>
    of(parentId, 'team').map((node) => ({ ...node, people: people(node.id) }));
  const parts = (parentId: string | null) => ({
    teams: teams(parentId),
    people: people(parentId),
    vacancies: of(parentId, 'vacancy'),
  });
  return {
    nodes,
    departments: of(null, 'department').map((node) => ({ ...node, ...parts(node.id) })),
    ...parts(null),
  };
}
