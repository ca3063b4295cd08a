import SchemaBuilder from '@pothos/core';
import DirectivesPlugin from '@pothos/plugin-directives';
import FederationPlugin from '@pothos/plugin-federation';
import RelayPlugin from '@pothos/plugin-relay';
import type { GraphContext } from '../context/context.ts';
import { decodeGlobalId, encodeGlobalId } from './global-id.ts';
import type { FieldUpstream } from '../planner/field-cost.ts';
import { nodeCall, nodesCall } from './node-calls.ts';
import { volatileFields } from './volatile-fields.ts';

/** Types every field definition is checked against. */
export interface SchemaTypes {
  Context: GraphContext;
  DefaultFieldNullability: false;
  DefaultInputFieldRequiredness: false;
  DefaultEdgesNullability: false;
  DefaultNodeNullability: false;
  Scalars: {
    ID: { Input: string; Output: string | number };
    DateTime: { Input: Date; Output: Date | string };
    Date: { Input: string; Output: string };
    JSON: { Input: unknown; Output: unknown };
  };
}

declare module 'graphql' {
  interface GraphQLFieldExtensions<_TSource, _TContext, _TArgs> {
    /** What selecting this field costs upstream; absent means nothing beyond its parent. */
    upstream?: FieldUpstream;
  }
}

/**
 * The one schema builder. Output fields are non-null unless a field says otherwise, because here
 * nullability is a statement about the world, not a habit.
 */
export const builder = new SchemaBuilder<SchemaTypes>({
  plugins: [RelayPlugin, DirectivesPlugin, FederationPlugin, volatileFields],
  defaultFieldNullability: false,
  relay: {
    clientMutationId: 'omit',
    cursorType: 'String',
    encodeGlobalID: encodeGlobalId,
    decodeGlobalID: decodeGlobalId,
    nodeTypeOptions: {
      description: 'Anything that has a globally unique id and can be read again by it.',
    },
    pageInfoTypeOptions: {
      description: 'Where a page of a connection stands in the whole list.',
      // Every relay subgraph brings this type; a supergraph takes it from all of them.
      shareable: true,
    },
    idFieldOptions: {
      description: 'Globally unique: the type, the project and the number of the object in one.',
    },
    nodeQueryOptions: {
      description: 'One object by its globally unique id; null when it does not exist.',
      args: { id: { description: 'The `id` of any object of this graph.' } },
      extensions: nodeCall,
    },
    nodesQueryOptions: {
      description:
        'Several objects by their globally unique ids, in the order asked; null where one does not exist.',
      args: { ids: { description: 'The `id`s of objects of this graph, of any types.' } },
      extensions: nodesCall,
    },
    edgesFieldOptions: {
      description: 'The rows of this page with their cursors.',
      nullable: false,
    },
    nodeFieldOptions: { description: 'The object at this place of the list.', nullable: false },
    nodesOnConnection: { description: 'The rows of this page, without cursors.' },
    cursorFieldOptions: { description: 'Pass as `after` to read on behind this row.' },
    pageInfoFieldOptions: { description: 'Whether there is more, and the cursor to go on from.' },
    hasNextPageFieldOptions: { description: 'True when rows follow this page.' },
    hasPreviousPageFieldOptions: { description: 'True when rows precede this page.' },
    startCursorFieldOptions: { description: 'Cursor of the first row; null on an empty page.' },
    endCursorFieldOptions: { description: 'Cursor of the last row; null on an empty page.' },
    firstArgOptions: { description: 'How many rows; default 25, at most 100.' },
    afterArgOptions: { description: 'Start behind this cursor.' },
  },
});

builder.queryType({
  description:
    'Everything that can be read. Each upstream call it takes is counted in `extensions.upstream`.',
});
builder.mutationType({
  description:
    'Everything that can be changed. Every mutation answers a union: its payload, or a problem the caller can act on.',
});
