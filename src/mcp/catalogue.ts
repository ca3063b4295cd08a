import type { GraphQLSchema } from 'graphql';
import type { ActionTool } from '../posthog/api/action-tools.ts';
import type { LegacyToolName } from '../posthog/api/legacy-tool-names.ts';
import type { OpenApiDocument } from '../posthog/api/openapi.ts';
import { actionTool } from './action-tool.ts';
import { documentTool } from './document-tool.ts';
import { eachTool } from './each-tool.ts';
import { graphqlTool } from './graphql-tool.ts';
import { operationTools, type OperationTable, type OperationTool } from './operation-tool.ts';
import { dryRunsOf } from './confirming/dry-runs.ts';
import { readDocuments } from './stored-document.ts';
import type { McpTool, ToolArguments } from './tool.ts';
import { isReading, whyNotListed, type ToolChoice } from './tool-choice.ts';

export interface CatalogueOptions extends Partial<ToolChoice> {
  readonly table: OperationTable;
  readonly contract: OpenApiDocument;
  readonly schema: GraphQLSchema;
  /**
   * Folder of stored queries; its folder `each/` holds queries that are run for several objects, its folder `dry-run/`
   * mutations named after operations.
   */
  readonly documents: URL;
  /** Tools that perform several operations. */
  readonly actionTools?: readonly ActionTool[];
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
  readonly choice: ToolChoice;
  /** The tools that are listed, the most useful ones first. */
  readonly tools: readonly McpTool[];
  readonly #listed: ReadonlyMap<string, McpTool>;
  readonly #byName: ReadonlyMap<string, McpTool>;
  readonly #byOtherName: ReadonlyMap<string, McpTool>;

  /** @throws Error when two tools have the same name */
  constructor({ table, contract, schema, documents, ...options }: CatalogueOptions) {
    const { set = 'full', readOnly = false, otherNames = [] } = options;
    this.choice = { set, readOnly };
    const dryRuns = dryRunsOf(readDocuments(new URL('dry-run/', documents)), schema);
    const operations = operationTools(table, contract, dryRuns);
    const compact = [
      ...readDocuments(documents).map((document) => documentTool(document, schema, contract)),
      ...readDocuments(new URL('each/', documents)).map((document) =>
        eachTool(document, schema, contract),
      ),
      graphqlTool(contract, readOnly),
      ...(options.actionTools ?? []).map((one) => actionTool(one, operations, contract)),
    ];
    const all = [...compact, ...operations];
    this.tools = (set === 'compact' ? compact : all).filter((tool) => !readOnly || isReading(tool));
    this.#listed = new Map(this.tools.map((tool) => [tool.listed.name, tool]));
    this.#byName = new Map(all.map((tool) => [tool.listed.name, tool]));
    if (this.#byName.size < all.length) throw new Error('Two tools have the same name.');
    this.#byOtherName = new Map(otherNames.flatMap((one) => namesOf(one, operations)));
  }

  /** A listed tool. */
  get(name: string): McpTool | undefined {
    return this.#listed.get(name);
  }

  /**
   * Finds a tool by name. Under another server's name, that server's nested `body` argument is accepted too; such names
   * are never listed, so the set of tools does not leave them out.
   */
  find(name: string, given: ToolArguments): Found | undefined {
    const own = this.#listed.get(name);
    if (own) return { tool: own, given };
    const other = this.#byOtherName.get(name);
    if (!other || (this.choice.readOnly && !isReading(other))) return undefined;
    return { tool: other, given: unnested(given) };
  }

  /** Why a tool that exists is not available here, as lines for the caller; undefined for any other name. */
  whyHidden(name: string): string[] | undefined {
    const hidden = this.#byName.get(name) ?? this.#byOtherName.get(name);
    return hidden && whyNotListed(name, hidden, this.choice, this.tools);
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
