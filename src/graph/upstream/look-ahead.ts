import {
  getDirectiveValues,
  getNamedType,
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  isInterfaceType,
  isObjectType,
  Kind,
  type GraphQLNamedType,
  type GraphQLResolveInfo,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';

/** True when @skip and @include leave the node in. */
function isIncluded(node: SelectionNode, info: GraphQLResolveInfo): boolean {
  if (!node.directives?.length) return true;
  const skip = getDirectiveValues(GraphQLSkipDirective, node, info.variableValues);
  if (skip?.['if'] === true) return false;
  const include = getDirectiveValues(GraphQLIncludeDirective, node, info.variableValues);
  return include?.['if'] !== false;
}

function selects(
  set: SelectionSetNode,
  type: GraphQLNamedType,
  wanted: (upstream: { readonly detail?: true }) => boolean,
  info: GraphQLResolveInfo,
): boolean {
  return set.selections.some((node) => {
    if (!isIncluded(node, info)) return false;
    if (node.kind === Kind.FIELD) {
      if (!isObjectType(type) && !isInterfaceType(type)) return false;
      const upstream = type.getFields()[node.name.value]?.extensions.upstream;
      return upstream !== undefined && wanted(upstream);
    }
    const fragment = node.kind === Kind.FRAGMENT_SPREAD ? info.fragments[node.name.value] : node;
    if (!fragment) return false;
    const condition = fragment.typeCondition?.name.value;
    const narrowed = condition === undefined ? type : info.schema.getType(condition);
    return narrowed !== undefined && selects(fragment.selectionSet, narrowed, wanted, info);
  });
}

/**
 * True when the selection below the current field asks for something that only PostHog's detail
 * answer has. Looks at the returned object itself, not deeper: a nested experiment decides for itself.
 */
export function selectsDetail(info: GraphQLResolveInfo): boolean {
  const type = getNamedType(info.returnType);
  return info.fieldNodes.some(
    (field) =>
      field.selectionSet !== undefined &&
      selects(field.selectionSet, type, (upstream) => upstream.detail === true, info),
  );
}
