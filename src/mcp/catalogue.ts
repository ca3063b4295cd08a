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
import { isReading, whyReadOnly, type ToolChoice } from './tool-choice.ts';

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
  /** Tools that are made elsewhere. */
  readonly extraTools?: readonly McpTool[];
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
      ...(options.extraTools ?? []),
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

  /** Names of all tools that can be called, listed or not. */
  get names(): readonly string[] {
    return [...this.#byName].flatMap(([name, tool]) => (this.#isAccepted(tool) ? [name] : []));
  }

  /**
   * Finds a tool by name, also one that is not listed. Under another server's name, that server's nested `body` argument
   * is accepted too.
   */
  find(name: string, given: ToolArguments): Found | undefined {
    const own = this.#byName.get(name);
    if (own) return this.#isAccepted(own) ? { tool: own, given } : undefined;
    const other = this.#byOtherName.get(name);
    return other && this.#isAccepted(other) ? { tool: other, given: unnested(given) } : undefined;
  }

  /** Why a tool that exists cannot be called here, as lines for the caller; undefined for any other name. */
  whyRefused(name: string): string[] | undefined {
    const tool = this.#byName.get(name) ?? this.#byOtherName.get(name);
    return tool && !this.#isAccepted(tool) ? whyReadOnly(name) : undefined;
  }

  #isAccepted(tool: McpTool): boolean {
    return !this.choice.readOnly || isReading(tool);
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
