import {
  getNamedType,
  isEnumType,
  isObjectType,
  isScalarType,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';
import { canBeReferredTo } from './can-be-referred-to.ts';

/** Objects of these come from one mutation or list of this API, and from nowhere else. */
const ownResult = /(Payload|Connection|Edge|Outcome)$/;

/**
 * The types whose objects are values: they come whole with the object that holds them, without arguments or upstream
 * calls, and hold nothing but scalars and values. Other subgraphs may define them too (`@shareable`), and give them
 * with `@provides`.
 */
export function valueTypes(schema: GraphQLSchema): ReadonlySet<GraphQLObjectType> {
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  const values = new Set(
    Object.values(schema.getTypeMap())
      .filter(isObjectType)
      .filter((type) => !type.name.startsWith('_') && !roots.includes(type))
      .filter((type) => type.getInterfaces().length === 0 && !ownResult.test(type.name))
      .filter((type) => !canBeReferredTo(type)),
  );
  let found: number;
  do {
    found = values.size;
    for (const type of values) if (!holdsValues(type, values)) values.delete(type);
  } while (values.size < found);
  return values;
}

function holdsValues(type: GraphQLObjectType, values: ReadonlySet<GraphQLObjectType>): boolean {
  return Object.values(type.getFields()).every(({ args, extensions, type: fieldType }) => {
    const held = getNamedType(fieldType);
    const isValue = isScalarType(held) || isEnumType(held) || values.has(held as GraphQLObjectType);
    return isValue && args.length === 0 && extensions.upstream === undefined;
  });
}
