import { defineConfig } from '@graphql-hive/gateway';

export const gatewayConfig = defineConfig({
  logging: 'error',
  supergraph: './supergraph.graphql',
  host: '127.0.0.1',
});
