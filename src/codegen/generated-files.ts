import { lexicographicSortSchema, printSchema, type GraphQLSchema } from 'graphql';
import { printSubgraph } from '../graph/federation/print-subgraph.ts';
import { schema } from '../graph/schema.ts';
import { printCacheShape } from './cache-shape.ts';
import { configSchema } from './config-schema.ts';
import { environmentExample } from './configuration.ts';
import { documents } from './documents.ts';
import { gatewaySettings } from './gateway-settings.ts';
import { guardsSchema } from './guards.ts';
import { mcpTools } from './mcp.ts';
import { restDocument } from './rest.ts';
import { specSchema } from './spec-schema.ts';
import { eventSchema, webhooksSchema } from './webhooks.ts';

/** A file, or a part of one, that is made from the sources and committed. */
export interface GeneratedFile {
  /** From the root of the repository. */
  readonly path: string;
  /** The file as it should be; `current` is what it holds now, '' when it does not exist. */
  readonly render: (current: string) => string;
}

/** GraphQL's contract in SDL, in alphabetical order, so that moving code moves no line of it. */
export function printContract(schema: GraphQLSchema): string {
  return `${printSchema(lexicographicSortSchema(schema))}\n`;
}

export const generatedFiles: readonly GeneratedFile[] = [
  { path: 'schema/schema.graphql', render: () => printContract(schema) },
  { path: 'schema/subgraph.graphql', render: () => printSubgraph(schema) },
  { path: 'schema/mcp.tools.json', render: mcpTools },
  { path: 'schema/rest.openapi.json', render: restDocument },
  { path: 'packages/client/src/cache-shape.generated.ts', render: () => printCacheShape(schema) },
  { path: 'schema/config.schema.json', render: configSchema },
  { path: 'schema/experiment-spec.schema.json', render: specSchema },
  { path: 'schema/guards.schema.json', render: guardsSchema },
  { path: 'schema/webhooks.schema.json', render: webhooksSchema },
  { path: 'schema/event.schema.json', render: eventSchema },
  { path: '.env.example', render: environmentExample },
  { path: 'src/gateway/settings.generated.ts', render: gatewaySettings },
  ...documents,
];
