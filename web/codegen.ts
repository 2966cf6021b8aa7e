import type { CodegenConfig } from '@graphql-codegen/cli';

/** Types and typed documents from the committed schema; no server and no network needed. */
const config: CodegenConfig = {
  schema: '../schema/schema.graphql',
  documents: ['src/**/*.graphql'],
  generates: {
    './src/gql/': {
      preset: 'client',
      presetConfig: { fragmentMasking: false },
      config: {
        // Strings, not syntax trees: a wall sends documents, it never needs the graphql parser.
        documentMode: 'string',
        enumsAsTypes: true,
        useTypeImports: true,
        scalars: { DateTime: 'string', Date: 'string' },
      },
    },
  },
  silent: true,
};

export default config;
