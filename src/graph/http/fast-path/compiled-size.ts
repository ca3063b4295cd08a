import {
  getNamedType,
  isAbstractType,
  isObjectType,
  Kind,
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLNamedType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { fragmentsOf } from '../../planner/fragments.ts';

/**
 * How many fields a compiled document would have: graphql-jit writes code for every field at every place, once for
 * each type the objects there can be of. Counting ends above `most`, so that it is quick for any document.
 */
export function compiledFieldsOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  most: number,
): number {
  const root = schema.getRootType(operation.operation);
  if (!root) return 0;
  const counter = new FieldCounter(schema, fragmentsOf(document), most);
  counter.count(operation.selectionSet, root);
  return counter.fields;
}

class FieldCounter {
  readonly #schema: GraphQLSchema;
  readonly #fragments: Readonly<Record<string, FragmentDefinitionNode | undefined>>;
  readonly #most: number;
  /** Selections looked at, fragments included: these bound the counting. */
  fields = 0;

  constructor(
    schema: GraphQLSchema,
    fragments: Readonly<Record<string, FragmentDefinitionNode | undefined>>,
    most: number,
  ) {
    this.#schema = schema;
    this.#fragments = fragments;
    this.#most = most;
  }

  count(set: SelectionSetNode, type: GraphQLNamedType): void {
    if (isAbstractType(type)) {
      for (const possible of this.#schema.getPossibleTypes(type)) this.count(set, possible);
      return;
    }
    for (const node of set.selections) {
      if (this.fields > this.#most) return;
      this.fields += 1;
      if (node.kind === Kind.FIELD) {
        const field = isObjectType(type) ? type.getFields()[node.name.value] : undefined;
        if (field && node.selectionSet) this.count(node.selectionSet, getNamedType(field.type));
        continue;
      }
      const fragment = node.kind === Kind.FRAGMENT_SPREAD ? this.#fragments[node.name.value] : node;
      if (fragment && this.#applies(fragment.typeCondition?.name.value, type)) {
        this.count(fragment.selectionSet, type);
      }
    }
  }

  #applies(condition: string | undefined, type: GraphQLNamedType): boolean {
    if (condition === undefined || condition === type.name) return true;
    const narrowed = this.#schema.getType(condition);
    return isAbstractType(narrowed) && isObjectType(type)
      ? this.#schema.isSubType(narrowed, type)
      : false;
  }
}
