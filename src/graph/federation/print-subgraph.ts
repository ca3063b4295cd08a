import { printSubgraphSchema } from '@apollo/subgraph';
import { hasResolvableKey } from '@pothos/plugin-federation';
import {
  isObjectType,
  Kind,
  lexicographicSortSchema,
  parse,
  print,
  visit,
  type ConstDirectiveNode,
  type DocumentNode,
  type FieldDefinitionNode,
  type GraphQLObjectType,
  type GraphQLSchema,
  type NameNode,
  type ObjectTypeDefinitionNode,
} from 'graphql';
import { costDirectivesOf, onlyForTheCaller } from './cost-directives.ts';
import { valueTypes } from './value-types.ts';

/**
 * Fields of Query that every Relay subgraph has for its own objects only; a supergraph cannot use
 * them.
 */
const OWN_FIELDS = new Set(['node', 'nodes']);

/** A gateway implements these for its clients and brings their definitions. */
const GATEWAYS_OWN = new Set(['defer', 'stream']);

/** The directive as Apollo Server and GraphQL Yoga define it; federation does not define one. */
const cacheControl = parse(/* GraphQL */ `
  "Who may receive a cached response."
  enum CacheControlScope {
    "Everyone."
    PUBLIC
    "Only the caller that requested it, with the same key."
    PRIVATE
  }

  "How long a response may be cached, and for whom."
  directive @cacheControl(
    "In seconds. If omitted, the Cache-Control header of each response applies."
    maxAge: Int
    "Who may receive it."
    scope: CacheControlScope
    "Whether to use the maxAge of the parent field."
    inheritMaxAge: Boolean
  ) on FIELD_DEFINITION | OBJECT | INTERFACE | UNION
`);

function directives(sdl: string): readonly ConstDirectiveNode[] {
  const [holder] = parse(`scalar Holder ${sdl}`).definitions;
  return holder?.kind === Kind.SCALAR_TYPE_DEFINITION ? (holder.directives ?? []) : [];
}

function withDirectives<Node extends { readonly directives?: readonly ConstDirectiveNode[] }>(
  node: Node,
  sdl: string,
): Node {
  return { ...node, directives: [...(node.directives ?? []), ...directives(sdl)] };
}

function annotate(
  node: ObjectTypeDefinitionNode,
  schema: GraphQLSchema,
  values: ReadonlySet<GraphQLObjectType>,
): ObjectTypeDefinitionNode {
  const type = schema.getType(node.name.value);
  if (!isObjectType(type)) return node;
  const known = type.getFields();
  const isQuery = type === schema.getQueryType();
  const fields = (node.fields ?? [])
    .filter(({ name }) => !isQuery || !OWN_FIELDS.has(name.value))
    .map((field): FieldDefinitionNode => {
      const hints = costDirectivesOf(known[field.name.value]!, type);
      return withDirectives(field, isQuery ? `${hints} ${onlyForTheCaller}` : hints);
    });
  const annotated = { ...node, fields };
  const isMarked = node.directives?.some(({ name }) => name.value === 'shareable');
  if (values.has(type) && !isMarked) return withDirectives(annotated, '@shareable');
  return hasResolvableKey(type) ? withDirectives(annotated, onlyForTheCaller) : annotated;
}

const byName = (one: { readonly name: NameNode }, other: { readonly name: NameNode }) =>
  one.name.value < other.name.value ? -1 : 1;

const fields = <Node extends { readonly fields?: readonly { readonly name: NameNode }[] }>(
  node: Node,
): Node => ({ ...node, fields: node.fields?.toSorted(byName) });

/**
 * Sorts alphabetically within types too, so that moving code does not change the printed schema.
 */
function inOrder(document: DocumentNode): DocumentNode {
  return visit(document, {
    ObjectTypeDefinition: { leave: fields },
    InterfaceTypeDefinition: { leave: fields },
    InputObjectTypeDefinition: { leave: fields },
    EnumTypeDefinition: {
      leave: (node) => ({ ...node, values: (node.values ?? []).toSorted(byName) }),
    },
    FieldDefinition: {
      leave: (node) => ({ ...node, arguments: (node.arguments ?? []).toSorted(byName) }),
    },
  });
}

/**
 * The contract as a Federation v2 subgraph: with its keys and the hints for price, list length and
 * privacy that a gateway can use, and without `node` and `nodes`.
 */
export function printSubgraph(schema: GraphQLSchema): string {
  const document = parse(printSubgraphSchema(lexicographicSortSchema(schema)));
  const values = valueTypes(schema);
  const definitions = document.definitions
    .filter(
      (definition) =>
        definition.kind !== Kind.DIRECTIVE_DEFINITION || !GATEWAYS_OWN.has(definition.name.value),
    )
    .map((definition) =>
      definition.kind === Kind.OBJECT_TYPE_DEFINITION
        ? annotate(definition, schema, values)
        : definition,
    );
  return `${print(inOrder({ ...document, definitions: [...definitions, ...cacheControl.definitions] }))}\n`;
}
