import {
  GraphQLNonNull,
  GraphQLObjectType,
  GraphQLSchema,
  GraphQLString,
  type GraphQLFieldConfig,
} from 'graphql';
import { packageFile } from '../../package-file.ts';
import type { GraphContext } from '../context/context.ts';
import { numberProjects } from '../core/current-project.ts';
import { entitiesOf } from './entities.ts';

declare module '../context/context.ts' {
  interface GraphContext {
    /** The schema of the subgraph under the names that gateways know it by. */
    readonly subgraphSdl: (sdl: string) => string;
  }
}

type RootField = GraphQLFieldConfig<unknown, GraphContext>;

const subgraph = packageFile('schema/subgraph.graphql');

const Service = new GraphQLObjectType<unknown, GraphContext>({
  name: '_Service',
  description: 'This API as a subgraph.',
  fields: {
    sdl: {
      type: new GraphQLNonNull(GraphQLString),
      description: 'Its schema with federation directives, for composing a supergraph.',
      // Imported on demand: few servers need it, and loading it would slow down every start.
      resolve: async (_service, _args, { subgraphSdl }) => {
        const { readFile } = await import('node:fs/promises');
        return subgraphSdl(await readFile(subgraph, 'utf8'));
      },
    },
  },
});

/**
 * The schema that a server runs: with the two fields for gateways, which are not part of the
 * contract.
 */
export function executable(schema: GraphQLSchema): GraphQLSchema {
  const { query, types, ...rest } = schema.toConfig();
  if (!query) throw new Error('A subgraph needs a query type.');
  const { fields, ...config } = query.toConfig();
  const service: RootField = {
    type: new GraphQLNonNull(Service),
    description: 'This API as a subgraph, for gateways and composition tools. Free.',
    resolve: () => ({}),
  };
  const whole = new GraphQLSchema({
    ...rest,
    // A test validates the schema; validating it again would delay the first query.
    assumeValid: true,
    types: types.filter((type) => type !== query),
    query: new GraphQLObjectType({
      ...config,
      fields: { ...fields, _entities: entitiesOf(schema), _service: service },
    }),
  });
  return numberProjects(whole);
}
