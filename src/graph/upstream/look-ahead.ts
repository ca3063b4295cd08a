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
    const fragment = node.kind === Kind.FRAGMENT_SPREAD ? info.fragments[node.name.value] : node;
    if (!fragment) return false;
    const condition = fragment.typeCondition?.name.value;
    const narrowed = condition === undefined ? type : info.schema.getType(condition);
    return narrowed !== undefined && selects(fragment.selectionSet, narrowed, owner, info);
  });
}

/**
 * True when the selection below the current field asks an object of this type for something that only
 * its detail has. Looks at the returned object itself, not deeper: a nested one decides for itself.
 */
export function selectsDetail(info: GraphQLResolveInfo, owner = 'Experiment'): boolean {
  const type = getNamedType(info.returnType);
  return info.fieldNodes.some(
    (field) => field.selectionSet !== undefined && selects(field.selectionSet, type, owner, info),
  );
}
