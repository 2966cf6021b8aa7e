import type { GraphQLField, GraphQLSchema } from 'graphql';
import { type Policy, policyOf } from './access/policy.ts';
import { subjectOf } from './access/subjects.ts';
import { allRules } from './policy.ts';
import { buildVoronkaSchema } from './schema.ts';

const head = `# The server

Folders and what may import what: CONTRIBUTING.md. What is below is emitted by \`npm run voronka -- schema\` from the schema and the rules: every noun of
the department, what asks for it, and every verb there is on it. Each verb takes one \`input\` with an idempotency \`key\`; what it needs beside that
stands in \`schema/schema.graphql\`.

| noun | по-русски | asked by | verbs |
|---|---|---|---|
`;

/** The nouns and their verbs as a page for people: what stands in server/README.md. */
export function printNouns(): string {
  const schema = buildVoronkaSchema();
  const policy = policyOf(allRules);
  return `${head}${rows(schema, policy).join('\n')}\n`;
}

function rows(schema: GraphQLSchema, policy: Policy): string[] {
  const questions = bySubject(Object.values(schema.getQueryType()?.getFields() ?? {}), (field) =>
    subjectOf(typeName(field)),
  );
  const verbs = bySubject(
    Object.values(schema.getMutationType()?.getFields() ?? {}),
    ({ name }) => policy.verbs.get(name) ?? '',
  );
  const subjects = [...new Set([...questions.keys(), ...verbs.keys()])].filter((name) => name !== '').toSorted();
  return subjects.map((subject) => {
    const described = schema.getType(subject)?.description ?? '';
    const russian = /\(([^()]*[а-яё][^()]*)\)/i.exec(described)?.[1] ?? '';
    return `| ${subject} | ${russian} | ${listed(questions.get(subject))} | ${listed(verbs.get(subject))} |`;
  });
}

type AnyField = GraphQLField<unknown, unknown>;

function bySubject(fields: readonly AnyField[], subject: (field: AnyField) => string): Map<string, AnyField[]> {
  return Map.groupBy(fields, subject);
}

function typeName(field: AnyField): string {
  return String(field.type).replaceAll(/[[\]!]/g, '');
}

function listed(fields: readonly AnyField[] = []): string {
  return fields
    .map(({ name }) => `\`${name}\``)
    .toSorted()
    .join(' ');
}
