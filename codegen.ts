import type { CodegenConfig } from '@graphql-codegen/cli';

/** Types of the documents in examples/, from the printed contract, so that tests read answers typed. */
const config: CodegenConfig = {
  schema: 'schema/schema.graphql',
  documents: 'examples/**/*.graphql',
  importExtension: '.ts',
  generates: {
    'test/support/generated/': {
      preset: 'client',
      presetConfig: { fragmentMasking: false },
      config: {
        enumType: 'string-literal',
        enumsAsTypes: true,
        useTypeImports: true,
        skipTypename: true,
        scalars: { DateTime: 'string', Date: 'string', JSON: 'unknown' },
      },
    },
  },
};

export default config;
