import { hasResolvableKey } from '@pothos/plugin-federation';
import {
  GraphQLList,
  GraphQLNonNull,
  GraphQLUnionType,
  isInterfaceType,
  isObjectType,
  type GraphQLFieldConfig,
  type GraphQLInterfaceType,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
} from 'graphql';
import type { GraphContext } from '../context/context.ts';
import { currentProjectNumber } from '../core/current-project.ts';
import { inputError } from '../core/input-error.ts';
import { asError, settled } from '../core/loading/not-found-as-null.ts';
import { entitiesCall } from '../core/object-calls.ts';
import { referenceNeedsProject, withProjectOf } from '../planner/current-project.ts';
import { requireReading } from '../planner/readings.ts';
import { AnyScalar, type KeyFields } from './any-scalar.ts';

type ResolveReference = (
  reference: KeyFields,
  context: GraphContext,
  info: GraphQLResolveInfo,
) => unknown;

type EntityType = GraphQLObjectType<unknown, GraphContext> | GraphQLInterfaceType;

/** Where Pothos stores the reference resolver of a type that has a key. */
interface FederationExtensions {
  readonly apollo?: { readonly subgraph?: { readonly resolveReference?: ResolveReference } };
}

/** A type that can be referenced, and the resolver of its references. */
interface Entity {
  readonly type: EntityType;
  readonly resolve: ResolveReference;
}

function entitiesIn(schema: GraphQLSchema): ReadonlyMap<string, Entity> {
  const entities = new Map<string, Entity>();
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) && !isInterfaceType(type)) continue;
    const { apollo } = type.extensions as FederationExtensions;
    const resolve = apollo?.subgraph?.resolveReference;
    if (!resolve) continue;
    // Its references could not be priced.
    if (hasResolvableKey(type)) requireReading(type);
    entities.set(type.name, { type, resolve });
  }
  return entities;
}

/**
 * The field `_entities` of the federation specification. Each reference is resolved independently,
 * so that an error is reported at the position of its own reference.
 */
export function entitiesOf(schema: GraphQLSchema): GraphQLFieldConfig<unknown, GraphContext> {
  const entities = entitiesIn(schema);
  /**
   * The type name of each resolved object: the reference names its type, the object itself may not.
   */
  const typenames = new WeakMap<object, string>();

  async function resolve(
    reference: KeyFields,
    context: GraphContext,
    info: GraphQLResolveInfo,
  ): Promise<unknown> {
    const { __typename: typename } = reference;
    if (typeof typename !== 'string') {
      throw inputError('A reference is an object with `__typename`.', 'representations');
    }
    const entity = entities.get(typename);
    if (!entity) {
      throw inputError(
        `"${typename.slice(0, 80)}" is not a type of this API that can be referred to.`,
        'representations',
      );
    }
    const found = await entity.resolve(reference, context, info);
    if (typeof found === 'object' && found !== null)
      typenames.set(found, await typenameOf(found, entity.type, context, info));
    return found;
  }

  return {
    type: new GraphQLNonNull(
      new GraphQLList(
        new GraphQLUnionType({
          name: '_Entity',
          description: 'All types that other subgraphs can refer to.',
          types: Object.values(schema.getTypeMap()).filter(isObjectType).filter(hasResolvableKey),
          resolveType: (found: object) => typenames.get(found),
        }),
      ),
    ),
    description:
      'The objects that other subgraphs refer to, in the order of `representations`, with null for each that does not exist. For gateways. References of one type are read together: 50 references cost 1 or 2 upstream calls if lists contain the requested fields.',
    args: {
      representations: {
        type: new GraphQLNonNull(new GraphQLList(new GraphQLNonNull(AnyScalar))),
        description: 'The references.',
      },
    },
    extensions: entitiesCall,
    async resolve(
      _root,
      { representations }: { representations: readonly KeyFields[] },
      context,
      info,
    ) {
      const needsProject = (one: KeyFields) => referenceNeedsProject(one, context.projectId);
      const project = representations.some(needsProject)
        ? await currentProjectNumber(context)().catch(asError)
        : undefined;
      return settled(representations, (one) => {
        if (project === undefined || !needsProject(one)) return resolve(one, context, info);
        // Known before any is read, so that all are read together.
        return project instanceof Error
          ? Promise.reject(project)
          : resolve(withProjectOf(one, project), context, info);
      });
    },
  };
}

/**
 * The object type name of an entity; for one found through an interface, the interface resolves it.
 */
async function typenameOf(
  found: object,
  type: EntityType,
  context: GraphContext,
  info: GraphQLResolveInfo,
): Promise<string> {
  if (!isInterfaceType(type)) return type.name;
  const typename = await type.resolveType?.(found, context, info, type);
  if (typename === undefined)
    throw new TypeError(`${type.name} does not resolve the types of its objects.`);
  return typename;
}
