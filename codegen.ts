import type { CodegenConfig } from '@graphql-codegen/cli';

/** Types of documents, from the printed contract. */
const client = {
  preset: 'client',
  presetConfig: { fragmentMasking: false },
  config: {
    enumType: 'string-literal',
    enumsAsTypes: true,
    useTypeImports: true,
    skipTypename: true,
    scalars: { ID: 'string', DateTime: 'string', Date: 'string', JSON: 'unknown' },
  },
} as const;

const config: CodegenConfig = {
  schema: 'schema/schema.graphql',
  importExtension: '.ts',
  generates: {
    // The examples, and what the client kit is tested with: tests read answers typed.
    'test/support/generated/': {
      ...client,
      documents: ['examples/*.graphql', 'test/client/*.graphql'],
    },
    // What this product asks of its own API: reports, exports, experiments as code, guards.
    'src/graph-client/generated/': {
      ...client,
      config: { ...client.config, documentMode: 'string' },
      documents: ['src/{export,report,specs,guards,events,watch}/**/*.ts', 'src/graph-client/*.ts'],
    },
    // The web app; the documents of a page that is loaded later are apart.
    'web/src/generated/': {
      ...client,
      documents: ['web/src/{access,deciding,list,shell}/*.{ts,tsx}'],
    },
    'web/src/list/outcomes/generated/': {
      ...client,
      documents: ['web/src/list/outcomes/*.{ts,tsx}'],
    },
    'web/src/list/live/generated/': {
      ...client,
      documents: ['web/src/list/live/*.{ts,tsx}'],
    },
    'web/src/detail/generated/': {
      ...client,
      documents: ['web/src/detail/**/*.{ts,tsx}', '!web/src/detail/generated/**'],
    },
    'web/src/writing/generated/': {
      ...client,
      documents: ['web/src/{writing,planning,catalog,projects}/*.{ts,tsx}'],
    },
  },
};

export default config;
