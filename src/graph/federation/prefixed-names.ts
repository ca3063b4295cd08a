import {
  isScalarType,
  Kind,
  parse,
  print,
  visit,
  type DocumentNode,
  type FieldNode,
  type GraphQLSchema,
  type NameNode,
  type SelectionSetNode,
} from 'graphql';
import { canBeReferredTo } from './can-be-referred-to.ts';
import { PrefixedReferences } from './prefixed-references.ts';

/** Types that have the same meaning in every graph, and are merged with those of other subgraphs. */
const SHARED = new Set(['Node', 'PageInfo']);

const renamed = <Node extends { readonly name: NameNode }>(node: Node, value: string): Node => ({
  ...node,
  name: { ...node.name, value },
});

/** A document under the names of this graph. */
interface ReadDocument {
  readonly document: DocumentNode;
  readonly references: PrefixedReferences;
}

/**
 * The names under which a supergraph knows this subgraph: each type with a prefix, and each root field with the prefix
 * in front of its name. Scalars, `Node` and `PageInfo` keep their names.
 */
export class PrefixedNames {
  readonly #types = new Map<string, string>();
  readonly #ownTypes = new Map<string, string>();
  /** Those of them that references can name. */
  readonly #ownEntities = new Map<string, string>();
  readonly #rootFields = new Map<string, string>();
  readonly #ownRootFields = new Map<string, string>();
  readonly #rootTypes: ReadonlySet<string>;

  /** @param prefix such as `PostHog`, for `PostHogExperiment` and `postHogExperiments` */
  constructor(schema: GraphQLSchema, prefix: string) {
    const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
    this.#rootTypes = new Set(roots.flatMap((type) => type?.name ?? []));
    for (const type of Object.values(schema.getTypeMap())) {
      const isOwn = !type.name.startsWith('_') && !SHARED.has(type.name) && !isScalarType(type);
      if (!isOwn || this.#rootTypes.has(type.name)) continue;
      this.#types.set(type.name, `${prefix}${type.name}`);
      this.#ownTypes.set(`${prefix}${type.name}`, type.name);
      if (canBeReferredTo(type)) this.#ownEntities.set(`${prefix}${type.name}`, type.name);
    }
    for (const name of roots.flatMap((type) => Object.keys(type?.getFields() ?? {}))) {
      if (name.startsWith('_')) continue;
      const prefixed = `${lowerFirst(prefix)}${name.charAt(0).toUpperCase()}${name.slice(1)}`;
      this.#rootFields.set(name, prefixed);
      this.#ownRootFields.set(prefixed, name);
    }
  }

  /** The name of a type with the prefix; the same name for types that have none. */
  typename(own: string): string {
    return this.#types.get(own) ?? own;
  }

  /** The schema of the subgraph with these names. */
  sdl(text: string): string {
    const named = <Node extends { readonly name: NameNode }>(node: Node) =>
      renamed(node, this.typename(node.name.value));
    const document = visit(parse(text), {
      NamedType: named,
      InterfaceTypeDefinition: named,
      UnionTypeDefinition: named,
      EnumTypeDefinition: named,
      InputObjectTypeDefinition: named,
      ObjectTypeDefinition: (node) =>
        this.#rootTypes.has(node.name.value)
          ? {
              ...node,
              fields: node.fields?.map((field) =>
                renamed(field, this.#rootFields.get(field.name.value) ?? field.name.value),
              ),
            }
          : named(node),
    });
    return `${print(document)}\n`;
  }

  /**
   * A document with the names of this graph. Fields keep their places in the answer: a root field gets its prefixed
   * name as an alias.
   * @returns undefined for a document that uses none of the prefixed names
   */
  read(document: DocumentNode): ReadDocument | undefined {
    let usesPrefix = false;
    const references = new PrefixedReferences(this.#ownEntities);
    const own = (name: string, names: ReadonlyMap<string, string>) => {
      const found = names.get(name);
      usesPrefix ||= found !== undefined;
      return found ?? name;
    };
    const rootField = (field: FieldNode): FieldNode => {
      const name = own(field.name.value, this.#ownRootFields);
      // References name their types in variables.
      if (name === '_entities') usesPrefix = true;
      return name === field.name.value
        ? references.inField(field)
        : renamed({ ...field, alias: field.alias ?? field.name }, name);
    };
    const ofRoot = <Node extends { readonly selectionSet: SelectionSetNode }>(
      node: Node,
    ): Node => ({
      ...node,
      selectionSet: {
        ...node.selectionSet,
        selections: node.selectionSet.selections.map((selection) => {
          if (selection.kind === Kind.FIELD) return rootField(selection);
          return selection.kind === Kind.INLINE_FRAGMENT ? ofRoot(selection) : selection;
        }),
      },
    });
    const translated = visit(document, {
      OperationDefinition: ofRoot,
      FragmentDefinition: (node) =>
        this.#rootTypes.has(node.typeCondition.name.value) ? ofRoot(node) : undefined,
      NamedType: (node) => renamed(node, own(node.name.value, this.#ownTypes)),
    });
    return usesPrefix ? { document: references.inDefaults(translated), references } : undefined;
  }
}

const lowerFirst = (text: string) => `${text.charAt(0).toLowerCase()}${text.slice(1)}`;
