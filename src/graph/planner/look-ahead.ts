import {
  getNamedType,
  isInterfaceType,
  isObjectType,
  Kind,
  type FieldNode,
  type GraphQLNamedType,
  type GraphQLResolveInfo,
  type SelectionSetNode,
} from 'graphql';
import type { Selections } from './placed-fields.ts';
import { isIncluded } from './selection.ts';

function selects(
  set: SelectionSetNode,
  type: GraphQLNamedType,
  owner: string,
  document: Selections,
  seen: Set<string>,
): boolean {
  const { schema, fragments, variables } = document;
  return set.selections.some((node) => {
    if (!isIncluded(node, variables)) return false;
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
    const fragment = node.kind === Kind.FRAGMENT_SPREAD ? fragments[node.name.value] : node;
    if (!fragment) return false;
    const condition = fragment.typeCondition?.name.value;
    const narrowed = condition === undefined ? type : schema.getType(condition);
    return (
      narrowed !== undefined && selects(fragment.selectionSet, narrowed, owner, document, seen)
    );
  });
}

/**
 * True when some selections of a field ask an object of the type `owner` for something that only its
 * detail has. Looks at the returned object itself, not deeper: a nested one decides for itself.
 * @param type what the field returns
 */
export function selectsDetailIn(
  nodes: readonly FieldNode[],
  type: GraphQLNamedType,
  owner: string,
  document: Selections,
): boolean {
  const seen = new Set<string>();
  return nodes.some(
    ({ selectionSet }) =>
      selectionSet !== undefined && selects(selectionSet, type, owner, document, seen),
  );
}

/** The same of the field that is being resolved. */
export function selectsDetail(info: GraphQLResolveInfo, owner: string): boolean {
  const { schema, fragments, variableValues: variables } = info;
  const document = { schema, fragments, variables };
  return selectsDetailIn(info.fieldNodes, getNamedType(info.returnType), owner, document);
}
