import {
  getNamedType,
  getNullableType,
  isInterfaceType,
  isListType,
  isObjectType,
  Kind,
  type FieldNode,
  type GraphQLNamedType,
  type GraphQLResolveInfo,
  type SelectionSetNode,
} from 'graphql';
import { ASSUMED_ROWS } from './field-cost.ts';

/** An object takes about as long to be made as so many fields that are read from one. */
const OBJECT = 5;

/** A node is always selected on the same type, so what is below it is counted once. */
const known = new WeakMap<FieldNode, number>();

/**
 * How many fields are asked of each object a field gives, those of nested objects included and each of these objects
 * counted as several; what is in lists of objects below it is left to those lists.
 */
export function fieldsBelow(info: GraphQLResolveInfo): number {
  let fields = 0;
  for (const node of info.fieldNodes) {
    let below = known.get(node);
    if (below === undefined) known.set(node, (below = countBelow(node, info)));
    fields += below;
  }
  return fields;
}

function countBelow({ selectionSet }: FieldNode, info: GraphQLResolveInfo): number {
  const type = getNamedType(info.returnType);
  return selectionSet ? count(selectionSet, type, info, new Set()) : 0;
}

function count(
  set: SelectionSetNode,
  type: GraphQLNamedType,
  info: GraphQLResolveInfo,
  seen: Set<string>,
): number {
  let fields = 0;
  for (const node of set.selections) {
    if (node.kind === Kind.FIELD) {
      fields += node.selectionSet ? OBJECT : 1;
      const known = isObjectType(type) || isInterfaceType(type) ? type.getFields() : {};
      const field = known[node.name.value];
      if (!field || !node.selectionSet) continue;
      const isList = isListType(getNullableType(field.type));
      // A list with a resolver counts by itself what it gives.
      if (isList && field.resolve) continue;
      const below = count(node.selectionSet, getNamedType(field.type), info, new Set());
      fields += isList ? ASSUMED_ROWS * below : below;
      continue;
    }
    if (node.kind === Kind.FRAGMENT_SPREAD) {
      if (seen.has(node.name.value)) continue;
      seen.add(node.name.value);
    }
    const fragment = node.kind === Kind.FRAGMENT_SPREAD ? info.fragments[node.name.value] : node;
    const condition = fragment?.typeCondition?.name.value;
    const narrowed = condition === undefined ? type : info.schema.getType(condition);
    if (fragment && narrowed) fields += count(fragment.selectionSet, narrowed, info, seen);
  }
  return fields;
}
