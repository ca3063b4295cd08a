import {
  isInterfaceType,
  isObjectType,
  Kind,
  SchemaMetaFieldDef,
  TypeMetaFieldDef,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLError,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  type SelectionSetNode,
} from 'graphql';
import { documentLimits, overLimit } from './limits.ts';
import { narrow, type Place } from './place.ts';
import { isIncluded } from './selection.ts';

/** One field of the answer at its place, with every selection of the document that means it. */
export interface PlacedField {
  readonly field: GraphQLField<unknown, unknown>;
  readonly place: Place;
  readonly nodes: FieldNode[];
}

export interface Selections {
  readonly schema: GraphQLSchema;
  readonly fragments: Readonly<Record<string, FragmentDefinitionNode | undefined>>;
  /** Coerced. */
  readonly variables: Record<string, unknown>;
}

/** Collects the fields of places as execution does, and counts how many selections were looked at for all of them. */
export class FieldCollector {
  readonly #document: Selections;
  #visited = 0;

  constructor(document: Selections) {
    this.#document = document;
  }

  /**
   * The fields asked of the objects at a place: of one name in the answer once, and each fragment looked at once.
   * @throws GraphQLError TOO_COMPLEX when too many selections were looked at
   */
  fieldsOf(
    sets: readonly SelectionSetNode[],
    type: GraphQLNamedType,
    place: Place,
  ): Iterable<PlacedField> {
    const fields = new Map<string, PlacedField>();
    const seen = new Set<string>();
    for (const set of sets) this.#collect(set, type, place, fields, seen);
    return fields.values();
  }

  #collect(
    set: SelectionSetNode,
    type: GraphQLNamedType,
    place: Place,
    fields: Map<string, PlacedField>,
    seen: Set<string>,
  ): void {
    const { schema, fragments, variables } = this.#document;
    for (const node of set.selections) {
      this.#visited += 1;
      if (this.#visited > documentLimits.selections) throw tooMany(this.#visited);
      if (!isIncluded(node, variables)) continue;
      if (node.kind === Kind.FIELD) {
        const name = `${place.type} ${node.alias?.value ?? node.name.value}`;
        const known = fields.get(name);
        const field = known ? undefined : fieldOf(schema, type, node.name.value);
        if (known) known.nodes.push(node);
        else if (field) fields.set(name, { field, place, nodes: [node] });
        continue;
      }
      if (node.kind === Kind.FRAGMENT_SPREAD) {
        const spread = `${place.type} ${node.name.value}`;
        if (seen.has(spread)) continue;
        seen.add(spread);
      }
      const fragment = node.kind === Kind.FRAGMENT_SPREAD ? fragments[node.name.value] : node;
      const condition = fragment?.typeCondition?.name.value;
      const narrowed = condition === undefined ? type : schema.getType(condition);
      if (!fragment || !narrowed) continue;
      const known = isObjectType(narrowed) ? narrow(place, narrowed.name) : place;
      this.#collect(fragment.selectionSet, narrowed, known, fields, seen);
    }
  }
}

function fieldOf(
  schema: GraphQLSchema,
  type: GraphQLNamedType,
  name: string,
): GraphQLField<unknown, unknown> | undefined {
  if (type === schema.getQueryType()) {
    if (name === SchemaMetaFieldDef.name) return SchemaMetaFieldDef;
    if (name === TypeMetaFieldDef.name) return TypeMetaFieldDef;
  }
  return isObjectType(type) || isInterfaceType(type) ? type.getFields()[name] : undefined;
}

function tooMany(found: number): GraphQLError {
  const { selections } = documentLimits;
  return overLimit('TOO_COMPLEX', 'fields after expanding fragments', found, selections);
}
