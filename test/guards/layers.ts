import './swc-using.ts';
import { cruise, type IForbiddenRuleType, type IModule } from 'dependency-cruiser';

/**
 * The server from the ground up: a layer may import those before it, never those after it. A name is a folder of server/src; `name.ts`
 * is a file there.
 */
export const layers = [
  ['lib', 'stop-with-parent.ts'],
  ['config.ts'],
  ['database'],
  ['access'],
  ['context.ts'],
  ['ledger'],
  ['records'],
  ['department'],
  ['sales'],
  ['service'],
  ['marketing'],
  ['plans'],
  ['procedures'],
  ['development'],
  ['strategy'],
  ['accounts'],
  ['kpi'],
  ['pay'],
  ['analysis'],
  ['registry.ts'],
  ['privacy'],
  ['live'],
  ['boards'],
  ['imports'],
  ['exports'],
  ['demo'],
  ['store.ts', 'schema.ts', 'policy.ts', 'app-context.ts', 'print-nouns.ts', 'http', 'app.ts'],
  ['main.ts', 'cli.ts'],
] as const;

/** One thing that must not be. */
export interface Violation {
  rule: string;
  from: string;
  to: string;
}

/** A folder's modules and what is wrong between them. */
export interface Findings {
  modules: IModule[];
  violations: Violation[];
}

/** Reads `server` and `web` below a folder and judges who imports whom. */
export async function examine(baseDir: string): Promise<Findings> {
  const { output } = await cruise(['server/src', 'web/src'], {
    baseDir,
    // With TypeScript 7 its own parser silently reads nothing.
    parser: 'swc',
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^web/src/(gql|i18n/paraglide)/' },
    validate: true,
    ruleSet: { forbidden: [...orderRules(), ...rules] },
  });
  if (typeof output === 'string') throw new Error(output);
  const named = output.summary.violations.map(({ rule, from, to }) => ({ rule: rule.name, from, to }));
  return {
    modules: output.modules,
    violations: [...named, ...verbsThatKnowGraphql(output.modules), ...unplaced(output.modules)],
  };
}

function orderRules(): IForbiddenRuleType[] {
  return layers.slice(0, -1).map((names, i) => ({
    name: 'layers',
    severity: 'error',
    from: { path: pathOf(names) },
    to: {
      path: pathOf(layers.slice(i + 1).flat()),
    },
  }));
}

function pathOf(names: readonly string[]): string {
  return `^server/src/(${names.map((name) => (name.endsWith('.ts') ? `${name.replace('.', '\\.')}$` : `${name}/`)).join('|')})`;
}

const rules: IForbiddenRuleType[] = [
  { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
  { name: 'no-unresolved', severity: 'error', from: {}, to: { couldNotResolve: true, path: '^\\.' } },
  {
    name: 'resolvers-are-leaves',
    severity: 'error',
    from: { pathNot: pathOf(['schema.ts', 'app.ts']) },
    to: { path: '\\.resolver\\.ts$' },
  },
  {
    name: 'a-kpi-is-data',
    severity: 'error',
    from: { path: '^server/src/kpi/catalogue/' },
    to: { pathNot: '^server/src/kpi/define-kpi\\.ts$' },
  },
  { name: 'web-knows-the-schema-only', severity: 'error', from: { path: '^web/' }, to: { path: '^(server|test)/' } },
  { name: 'server-stands-alone', severity: 'error', from: { path: '^server/' }, to: { path: '^(web|test)/' } },
];

/** A verb is what posts to the ledger: it is called by resolvers, imports and the demo alike. */
function verbsThatKnowGraphql(modules: readonly IModule[]): Violation[] {
  const posts = /^server\/src\/ledger\/(verb|post)\.ts$/;
  const graphql = /^(graphql|type-graphql|graphql-scalars|@apollo\/.*)$/;
  return modules
    .filter(({ dependencies }) => dependencies.some(({ resolved, typeOnly }) => posts.test(resolved) && !typeOnly))
    .filter(({ source }) => !source.startsWith('server/src/ledger/'))
    .flatMap(({ source, dependencies }) =>
      dependencies
        .filter(({ module }) => graphql.test(module))
        .map(({ module }) => ({ rule: 'a-verb-knows-no-graphql', from: source, to: module })),
    );
}

/** Something new in server/src that no layer names. */
function unplaced(modules: readonly IModule[]): Violation[] {
  const placed = new RegExp(pathOf(layers.flat()));
  return modules
    .filter(({ source }) => source.startsWith('server/src/') && !placed.test(source))
    .map(({ source }) => ({ rule: 'every-module-has-a-layer', from: source, to: 'test/guards/layers.ts' }));
}
