import type { GraphQLSchema } from 'graphql';
import type { LegacyToolName } from '../posthog/api/legacy-tool-names.ts';
import type { OpenApiDocument } from '../posthog/api/openapi.ts';
import { documentTool } from './document-tool.ts';
import { graphqlTool } from './graphql-tool.ts';
import { operationTools, type OperationTable, type OperationTool } from './operation-tool.ts';
import { dryRunsOf } from './confirming/dry-runs.ts';
import { readDocuments } from './stored-document.ts';
import type { McpTool, ToolArguments } from './tool.ts';

export interface CatalogueOptions {
  readonly table: OperationTable;
  readonly contract: OpenApiDocument;
  readonly schema: GraphQLSchema;
  /** Folder of stored queries; its folder `dry-run/` holds mutations named after operations. */
  readonly documents: URL;
  /** Tool names of another server that are accepted as well; none by default. */
  readonly otherNames?: readonly LegacyToolName[];
}

/** A tool and the arguments for its call. */
export interface Found {
  readonly tool: McpTool;
  readonly given: ToolArguments;
}

/** Every tool of this server. Created once; contains no caller's data. */
export class Catalogue {
  /** In listing order: the most useful tools first. */
  readonly tools: readonly McpTool[];
  readonly #byName: ReadonlyMap<string, McpTool>;
  readonly #byOtherName: ReadonlyMap<string, McpTool>;

  /** @throws Error when two tools have the same name */
  constructor({ table, contract, schema, documents, otherNames = [] }: CatalogueOptions) {
    const dryRuns = dryRunsOf(readDocuments(new URL('dry-run/', documents)), schema);
    const operations = operationTools(table, contract, dryRuns);
    this.tools = [
      ...readDocuments(documents).map((document) => documentTool(document, schema, contract)),
      graphqlTool(contract),
      ...operations,
    ];
    this.#byName = new Map(this.tools.map((tool) => [tool.listed.name, tool]));
    if (this.#byName.size < this.tools.length) throw new Error('Two tools have the same name.');
    this.#byOtherName = new Map(otherNames.flatMap((one) => namesOf(one, operations)));
  }

  get(name: string): McpTool | undefined {
    return this.#byName.get(name);
  }

  /** Finds a tool by name. Under another server's name, that server's nested `body` argument is accepted too. */
  find(name: string, given: ToolArguments): Found | undefined {
    const own = this.#byName.get(name);
    if (own) return { tool: own, given };
    const other = this.#byOtherName.get(name);
    return other && { tool: other, given: unnested(given) };
  }
}

function namesOf(
  { operation, operationName, tools }: LegacyToolName,
  operations: readonly OperationTool[],
): [string, McpTool][] {
  const tool = operations.find((one) => one.operation.id === operation);
  return tool ? [operationName, ...tools].map((name) => [name, tool]) : [];
}

function unnested({ body, ...given }: ToolArguments): ToolArguments {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    return body === undefined ? given : { ...given, body };
  }
  return { ...given, ...body };
}
