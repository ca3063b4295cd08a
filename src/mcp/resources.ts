import {
  type McpServer,
  ProtocolError,
  ProtocolErrorCode,
  ResourceTemplate,
  type ReadResourceResult,
} from '@modelcontextprotocol/server';
import { lexicographicSortSchema, printSchema, printType, type GraphQLSchema } from 'graphql';
import type { Catalogue } from './catalogue.ts';
import type { MarkdownFile } from './markdown.ts';

const SDL = 'application/graphql';
const JSON_TYPE = 'application/schema+json';
const MARKDOWN = 'text/markdown';

export interface ResourceParts {
  readonly schema: GraphQLSchema;
  readonly catalogue: Catalogue;
  readonly documents: readonly MarkdownFile[];
  /** Whether the caller may read the schema of the graph. */
  readonly showsSchema: boolean;
}

const content = (uri: URL, mimeType: string, text: string): ReadResourceResult => ({
  contents: [{ uri: uri.href, mimeType, text }],
});

function absent(uri: URL): never {
  throw new ProtocolError(ProtocolErrorCode.InvalidParams, `There is no resource at ${uri.href}.`, {
    uri: uri.href,
  });
}

const startingWith = (start: string, names: readonly string[]) =>
  names.filter((name) => name.toLowerCase().startsWith(start.toLowerCase())).slice(0, 100);

let printed: { readonly schema: GraphQLSchema; readonly text: string } | undefined;

/** Memoized: printing is slow, and the schema does not change while the process runs. */
function sdlOf(schema: GraphQLSchema): string {
  if (printed?.schema !== schema) {
    printed = { schema, text: printSchema(lexicographicSortSchema(schema)) };
  }
  return printed.text;
}

/** Registers the resources: the graph's schema (whole or by type), the tools' full input schemas, and documents. */
export function registerResources(server: McpServer, parts: ResourceParts): void {
  const { schema, catalogue, documents, showsSchema } = parts;
  if (showsSchema) registerSchema(server, schema);
  for (const { name, title, text } of documents) {
    server.registerResource(name, `schema://${name}`, { title, mimeType: MARKDOWN }, (uri) =>
      content(uri, MARKDOWN, text),
    );
  }
  server.registerResource(
    'tool-input',
    new ResourceTemplate('schema://tools/{name}', {
      list: undefined,
      complete: {
        name: (start) =>
          startingWith(
            start,
            catalogue.tools.map(({ listed }) => listed.name),
          ),
      },
    }),
    {
      title: 'The full input schema of a tool',
      description: 'With nested objects in full, which the tool list only names.',
      mimeType: JSON_TYPE,
    },
    (uri, { name }) => {
      const tool = catalogue.get(String(name));
      return tool
        ? content(uri, JSON_TYPE, JSON.stringify(tool.fullInput(), null, 1))
        : absent(uri);
    },
  );
}

/** The schema of the graph, whole or by type. */
function registerSchema(server: McpServer, schema: GraphQLSchema): void {
  server.registerResource(
    'graphql',
    'schema://graphql',
    {
      title: 'GraphQL schema',
      description: 'The whole schema in SDL. Long: a single type is at schema://graphql/{type}.',
      mimeType: SDL,
    },
    (uri) => content(uri, SDL, sdlOf(schema)),
  );
  server.registerResource(
    'graphql-type',
    new ResourceTemplate('schema://graphql/{type}', {
      list: undefined,
      complete: { type: (start) => startingWith(start, Object.keys(schema.getTypeMap())) },
    }),
    { title: 'One type of the GraphQL schema', mimeType: SDL },
    (uri, { type }) => {
      const found = schema.getType(String(type));
      return found ? content(uri, SDL, printType(found)) : absent(uri);
    },
  );
}
