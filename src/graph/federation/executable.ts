import { entitiesField } from '@apollo/subgraph/dist/types.js';
import { hasResolvableKey } from '@pothos/plugin-federation';
import {
  GraphQLList,
  GraphQLNonNull,
  GraphQLObjectType,
  GraphQLScalarType,
  GraphQLSchema,
  GraphQLString,
  GraphQLUnionType,
  isObjectType,
  type GraphQLFieldConfig,
} from 'graphql';
import { packageFile } from '../../package-file.ts';
import type { GraphContext } from '../context.ts';
import { asError } from '../or-null.ts';
import { entitiesCall } from '../upstream/entity-calls.ts';

type RootField = GraphQLFieldConfig<unknown, GraphContext>;

const subgraph = packageFile('schema/subgraph.graphql');

const AnyScalar = new GraphQLScalarType({
  name: '_Any',
  description: 'A reference to an object: its `__typename` and the fields of one of its keys.',
});

const Service = new GraphQLObjectType<unknown, GraphContext>({
  name: '_Service',
  description: 'This API as a subgraph.',
  fields: {
    sdl: {
      type: new GraphQLNonNull(GraphQLString),
      description: 'Its schema with the directives of federation, for composing a supergraph.',
      // Not imported above: few starts ever need it, and it takes Node a while to load.
      resolve: async () => (await import('node:fs/promises')).readFile(subgraph, 'utf8'),
    },
  },
});

const resolveEntities = entitiesField.resolve as NonNullable<RootField['resolve']>;

async function settle(entity: unknown): Promise<unknown> {
  try {
    return await entity;
  } catch (error) {
    return asError(error);
  }
}

function entitiesOf(schema: GraphQLSchema): RootField {
  const Entity = new GraphQLUnionType({
    name: '_Entity',
    description: 'Every type another subgraph can refer to.',
    types: Object.values(schema.getTypeMap()).filter(isObjectType).filter(hasResolvableKey),
  });
  return {
    type: new GraphQLNonNull(new GraphQLList(Entity)),
    description:
      'The objects that references of other subgraphs mean, in the order asked; null where there is none. For gateways. References of one type are read together: 50 cost 1 or 2 upstream calls where lists have the fields.',
    args: {
      representations: {
        type: new GraphQLNonNull(new GraphQLList(new GraphQLNonNull(AnyScalar))),
        description: 'The references.',
      },
    },
    extensions: entitiesCall,
    // Failures as values: of an item that rejects, the compiled executor drops the place when it is the last.
    resolve: (...args) =>
      Promise.all((resolveEntities(...args) as unknown[]).map((one) => settle(one))),
  };
}

/** The schema as a server runs it: with the two fields gateways ask, which are no part of the contract. */
export function executable(schema: GraphQLSchema): GraphQLSchema {
  const { query, types, ...rest } = schema.toConfig();
  if (!query) throw new Error('A subgraph needs a query type.');
  const { fields, ...config } = query.toConfig();
  const service: RootField = {
    type: new GraphQLNonNull(Service),
    description: 'This API as a subgraph. For gateways and composers; no upstream call.',
    resolve: () => ({}),
  };
  return new GraphQLSchema({
    ...rest,
    // A test has checked it; doing so again would keep the first query waiting.
    assumeValid: true,
    types: types.filter((type) => type !== query),
    query: new GraphQLObjectType({
      ...config,
      fields: { ...fields, _entities: entitiesOf(schema), _service: service },
    }),
  });
}
