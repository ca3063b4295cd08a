import SchemaBuilder from '@pothos/core';
import DirectivesPlugin from '@pothos/plugin-directives';
import FederationPlugin from '@pothos/plugin-federation';
import RelayPlugin from '@pothos/plugin-relay';
import type { GraphContext } from '../context/context.ts';
import { decodeGlobalId, encodeGlobalId } from './global-id.ts';
import type { FieldUpstream } from '../planner/field-cost.ts';
import { nodeCall, nodesCall } from './object-calls.ts';
import { nullableFields } from './nullable-fields.ts';
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

/** The same with Pothos' own defaults, as the types of refs and field builders are written with. */
export type Types = PothosSchemaTypes.ExtendDefaultTypes<SchemaTypes>;

declare module 'graphql' {
  interface GraphQLFieldExtensions<_TSource, _TContext, _TArgs> {
    /** The upstream cost of selecting this field; absent means none beyond its parent's. */
    upstream?: FieldUpstream;
  }
}

/**
 * The one schema builder. A resolver gives a value unless its field says `nullable`: null is meant to state a
 * fact about the data, not to be a default. In the schema, fields that show PostHog's values are nullable all
 * the same (`nullable-fields.ts`), since reading such a value may fail.
 */
export const builder = new SchemaBuilder<SchemaTypes>({
  plugins: [RelayPlugin, DirectivesPlugin, FederationPlugin, volatileFields, nullableFields],
  defaultFieldNullability: false,
  relay: {
    clientMutationId: 'omit',
    cursorType: 'String',
    encodeGlobalID: encodeGlobalId,
    decodeGlobalID: decodeGlobalId,
    nodeTypeOptions: {
      description: 'Any object that has a globally unique ID and can be fetched again by it.',
    },
    pageInfoTypeOptions: {
      description: 'Position of a page within the whole list.',
      // Every Relay subgraph defines this type; a supergraph merges the definitions.
      shareable: true,
    },
    idFieldOptions: {
      description:
        "Globally unique ID, which encodes the type, the project and the object's number.",
    },
    nodeQueryOptions: {
      description: 'An object by its globally unique ID. Null if it does not exist.',
      args: { id: { description: 'The `id` of any object in this API.' } },
      extensions: nodeCall,
    },
    nodesQueryOptions: {
      description:
        'Several objects by their globally unique IDs, in the order of `ids`. Null for each that does not exist.',
      args: { ids: { description: 'The `id`s of objects in this API, of any types.' } },
      extensions: nodesCall,
    },
    edgesFieldOptions: {
      description: 'The items on this page, with their cursors.',
      nullable: false,
    },
    nodeFieldOptions: { description: 'The item itself.', nullable: false },
    nodesOnConnection: { description: 'The items on this page, without cursors.' },
    cursorFieldOptions: {
      description: 'Cursor of this item. Pass it as `after` to get the items that follow.',
    },
    pageInfoFieldOptions: {
      description: 'Whether there are more items, and the cursor to continue from.',
    },
    hasNextPageFieldOptions: { description: 'Whether items follow this page.' },
    hasPreviousPageFieldOptions: { description: 'Whether items precede this page.' },
    startCursorFieldOptions: { description: 'Cursor of the first item. Null on an empty page.' },
    endCursorFieldOptions: { description: 'Cursor of the last item. Null on an empty page.' },
    firstArgOptions: { description: 'Number of items to return: at most 100, 25 by default.' },
    afterArgOptions: { description: 'Return the items after this cursor.' },
  },
});

builder.queryType({
  description:
    "All read operations. The upstream calls an operation makes are reported in `extensions.upstream`. A field that shows a value of PostHog's is null with UPSTREAM_MALFORMED where the value does not fit; everything else is answered.",
});
builder.mutationType({
  description:
    'All write operations. Every mutation returns a union: its payload, or a problem the caller can act on.',
});
