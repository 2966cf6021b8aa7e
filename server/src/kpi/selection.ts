import {
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  getDirectiveValues,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';

/** What is needed of a GraphQL resolve info to know what was selected; the live hub makes one of a document. */
export interface Selected {
  fieldNodes: readonly FieldNode[];
  fragments: Readonly<Record<string, FragmentDefinitionNode>>;
  variableValues: Readonly<Record<string, unknown>>;
}

/** The fields selected below some fields, each with its own nodes: through fragments and aliases, without what is skipped. */
export function selectedFields(nodes: readonly FieldNode[], selected: Selected): Map<string, FieldNode[]> {
  const found = new Map<string, FieldNode[]>();
  const visit = (set: SelectionSetNode | undefined) => {
    for (const node of set?.selections ?? []) {
      if (isSkipped(node, selected)) continue;
      if (node.kind === Kind.FIELD) found.set(node.name.value, [...(found.get(node.name.value) ?? []), node]);
      else if (node.kind === Kind.INLINE_FRAGMENT) visit(node.selectionSet);
      else visit(selected.fragments[node.name.value]?.selectionSet);
    }
  };
  for (const node of nodes) visit(node.selectionSet);
  return found;
}

function isSkipped(node: SelectionNode, { variableValues }: Selected): boolean {
  const values = { ...variableValues };
  if (getDirectiveValues(GraphQLSkipDirective, node, values)?.if === true) return true;
  return getDirectiveValues(GraphQLIncludeDirective, node, values)?.if === false;
}

/** What a `kpis` field asks for: which figures, in the order they were written (rows first), and whether the statement is shown. */
export interface KpiSelection {
  kpis: string[];
  sql: boolean;
  /** the figures whose plan, or how far it is reached, is asked for */
  planned?: string[];
  /** whether it is asked how they stand against the part of the plan that is due by now */
  paced?: boolean;
}

/** Reads the selection of a `kpis` field; `isKpi` tells figures from a row's other fields. */
export function selectedKpis(selected: Selected, isKpi: (name: string) => boolean): KpiSelection {
  const table = selectedFields(selected.fieldNodes, selected);
  const figures = ['rows', 'total'].flatMap((part) =>
    [...selectedFields(table.get(part) ?? [], selected)].filter(([name]) => isKpi(name)),
  );
  const asked = figures.map(([id, nodes]) => ({ id, fields: new Set(selectedFields(nodes, selected).keys()) }));
  const planned = asked.filter(({ fields }) => planFields.some((field) => fields.has(field)));
  return {
    kpis: [...new Set(asked.map(({ id }) => id))],
    sql: table.has('sql'),
    planned: [...new Set(planned.map(({ id }) => id))],
    paced: planned.some(({ fields }) => fields.has('pace')),
  };
}

const planFields = ['plan', 'attainment', 'pace'];
