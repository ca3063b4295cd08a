import type { McpServerFactory } from '@modelcontextprotocol/server';
import { schema } from '../graph/schema.ts';
import { packageFile } from '../package-file.ts';
import { actionTools } from '../posthog/api/action-tools.ts';
import { legacyToolNames } from '../posthog/api/legacy-tool-names.ts';
import { pinnedContract } from '../posthog/api/openapi.ts';
import { operations } from '../posthog/api/operations.ts';
import { createMemoryStore } from '../shared-store/memory-store.ts';
import type { SharedStore } from '../shared-store/shared-store.ts';
import { Catalogue } from './catalogue.ts';
import { Confirmations } from './confirming/confirmation.ts';
import { readMarkdown } from './markdown.ts';
import { mcpServerFactory, type McpOptions } from './server.ts';
import type { McpTool } from './tool.ts';
import type { ToolChoice } from './tool-choice.ts';

const files = packageFile('schema/');

export type AssemblyOptions = Omit<
  McpOptions,
  'catalogue' | 'schema' | 'documents' | 'prompts' | 'confirmations'
> & {
  readonly tools?: Selection;
  /** State that all replicas use together; when omitted, this process is the only one. */
  readonly store?: SharedStore | undefined;
  /** Replaces the default catalogue of all tools. */
  readonly catalogue?: Catalogue;
};

interface Selection extends Partial<ToolChoice> {
  /** Accept the names of the capability's tools as well. */
  readonly capabilityNames?: boolean;
  /** Tools besides those of operations and documents. */
  readonly extraTools?: readonly McpTool[];
}

/**
 * Creates the tools from the operations table, the contract and the stored documents: all of them unless a set is
 * chosen.
 * @throws Error for a document that cannot be a tool, and for two tools with the same name
 */
export function createCatalogue({ capabilityNames, ...choice }: Selection = {}): Catalogue {
  return new Catalogue({
    ...choice,
    table: operations,
    contract: pinnedContract(),
    schema,
    documents: new URL('documents/', files),
    actionTools,
    ...(capabilityNames && { otherNames: legacyToolNames() }),
  });
}

/** This product's MCP server, for any transport. */
export function createMcpServerFactory({
  tools,
  catalogue,
  store = createMemoryStore({ now: () => Date.now() }),
  ...options
}: AssemblyOptions): McpServerFactory {
  return mcpServerFactory({
    ...options,
    schema,
    catalogue: catalogue ?? createCatalogue(tools),
    documents: readMarkdown(files),
    prompts: readMarkdown(new URL('prompts/', files)),
    confirmations: new Confirmations(store),
  });
}
