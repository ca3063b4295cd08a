import {
  getNamedType,
  isInterfaceType,
  isObjectType,
  Kind,
  type GraphQLNamedType,
  type GraphQLResolveInfo,
  type SelectionSetNode,
} from 'graphql';
import { isIncluded } from './selection.ts';

function selects(
  set: SelectionSetNode,
  type: GraphQLNamedType,
  owner: string,
  info: GraphQLResolveInfo,
  seen: Set<string>,
): boolean {
  return set.selections.some((node) => {
    if (!isIncluded(node, info.variableValues)) return false;
    if (node.kind === Kind.FIELD) {
      if (!isObjectType(type) && !isInterfaceType(type)) return false;
      return (
        type.name === owner &&
        type.getFields()[node.name.value]?.extensions.upstream?.detail === true
      );
    }
    if (node.kind === Kind.FRAGMENT_SPREAD) {
      // Looked at once for each type it is spread on, as often as it may be spread.
      const spread = `${type.name} ${node.name.value}`;
      if (seen.has(spread)) return false;
      seen.add(spread);
    }
    const fragment = node.kind === Kind.FRAGMENT_SPREAD ? info.fragments[node.name.value] : node;
    if (!fragment) return false;
    const condition = fragment.typeCondition?.name.value;
    const narrowed = condition === undefined ? type : info.schema.getType(condition);
    return narrowed !== undefined && selects(fragment.selectionSet, narrowed, owner, info, seen);
  });
}

/**
 * True when the selection below the current field asks an object of this type for something that only
 * its detail has. Looks at the returned object itself, not deeper: a nested one decides for itself.
 */
export function selectsDetail(info: GraphQLResolveInfo, owner = 'Experiment'): boolean {
  const type = getNamedType(info.returnType);
  const seen = new Set<string>();
  return info.fieldNodes.some(
    ({ selectionSet }) =>
      selectionSet !== undefined && selects(selectionSet, type, owner, info, seen),
  );
}
