import { isInterfaceType, isObjectType, type GraphQLNamedType } from 'graphql';

/** True for types that the references of other subgraphs can name. */
export const canBeReferredTo = (type: GraphQLNamedType): boolean =>
  (isObjectType(type) || isInterfaceType(type)) &&
  (type.extensions as { readonly apollo?: { readonly subgraph?: object } }).apollo?.subgraph !==
    undefined;
