import {
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isScalarType,
  isSpecifiedScalarType,
  isUnionType,
  type GraphQLNamedType,
  type GraphQLSchema,
} from 'graphql';
import GithubSlugger from 'github-slugger';

/** The pages of types, by their path below `reference/graphql/`, with what they hold; the first that fits has the type. */
const pages = {
  results: {
    title: 'Results of mutations',
    about:
      'What mutations answer with: the payload of each, and the problems that may take its place.',
    has: (type: GraphQLNamedType) =>
      isObjectType(type) &&
      (type.name.endsWith('Payload') ||
        type.getInterfaces().some(({ name }) => name === 'MutationProblem')),
  },
  events: {
    title: 'Events of subscriptions',
    about: 'What subscriptions send.',
    has: (type: GraphQLNamedType) => isObjectType(type) && type.name.endsWith('Event'),
  },
  lists: {
    title: 'Lists',
    about: 'Pages of lists, and their edges.',
    has: (type: GraphQLNamedType) => isObjectType(type) && /(?:Connection|Edge)$/.test(type.name),
  },
  objects: { title: 'Objects', about: 'Types with fields.', has: isObjectType },
  interfaces: {
    title: 'Interfaces',
    about: 'Fields that several types have in common.',
    has: isInterfaceType,
  },
  unions: {
    title: 'Unions',
    about: 'Fields of these types are one of several types.',
    has: isUnionType,
  },
  inputs: { title: 'Inputs', about: 'Types of arguments.', has: isInputObjectType },
  enums: { title: 'Enums', about: 'Types with a fixed set of values.', has: isEnumType },
  scalars: { title: 'Scalars', about: 'Types of single values.', has: isScalarType },
};

export type TypePage = keyof typeof pages;

export const typePages = Object.entries(pages) as [TypePage, (typeof pages)[TypePage]][];

/** The page a type is on; undefined for those that GraphQL itself defines, and for the roots. */
function pageOfType(type: GraphQLNamedType): TypePage | undefined {
  if (isIntrospectionType(type) || isSpecifiedScalarType(type) || ROOTS.has(type.name))
    return undefined;
  return typePages.find(([, { has }]) => has(type))?.[0];
}

const ROOTS = new Set(['Query', 'Mutation', 'Subscription']);

/** The types of a page, in alphabetical order. */
export const typesOf = (schema: GraphQLSchema, page: TypePage): GraphQLNamedType[] =>
  Object.values(schema.getTypeMap())
    .filter((type) => pageOfType(type) === page)
    .sort((one, other) => (one.name < other.name ? -1 : 1));

/** A link to a type from another page of `reference/graphql/`, or its name when it has no page. */
export function typeLink(type: GraphQLNamedType): string {
  const page = pageOfType(type);
  if (page === undefined) return type.name;
  return `[${type.name}](./${page}.md#${new GithubSlugger().slug(type.name)})`;
}
