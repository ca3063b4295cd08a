import {
  McpServer,
  type McpRequestContext,
  type McpServerFactory,
} from '@modelcontextprotocol/server';
import type { GraphQLSchema } from 'graphql';
import type { UnexpectedErrorLog } from '../graph/http/mask-error.ts';
import { callTool } from './call-tool.ts';
import type { Catalogue } from './catalogue.ts';
import { instructionsFor } from './instructions.ts';
import type { MarkdownFile } from './markdown.ts';
import { reportedCall } from './reported-call.ts';
import { registerResources } from './resources.ts';
import { callerKey } from '../posthog/keys/caller-key.ts';
import { isRoleKey } from '../posthog/keys/role-key.ts';
import type { McpTool } from './tool.ts';
import { openSession, type SessionOptions } from './session.ts';

export interface McpOptions extends SessionOptions {
  readonly info: { readonly name: string; readonly title: string; readonly version: string };
  readonly catalogue: Catalogue;
  readonly schema: GraphQLSchema;
  /** Served as resources `schema://<name>`. */
  readonly documents: readonly MarkdownFile[];
  readonly prompts: readonly MarkdownFile[];
  readonly onUnexpectedError: UnexpectedErrorLog;
  /** Whether a caller with this key may read the schema of the graph; by default everybody may. */
  readonly mayIntrospect?: ((apiKey: string | undefined) => boolean) | undefined;
}

/** Lists change only with a new version of this server. */
const LISTED = { ttlMs: 3_600_000, cacheScope: 'public' } as const;

/** Returns a factory of servers, one for each request (HTTP) or connection (stdio). */
export function mcpServerFactory(options: McpOptions): McpServerFactory {
  const { tools } = options.catalogue;
  const { mayIntrospect = () => true } = options;
  const instructions = instructionsFor(options.catalogue);
  return ({ requestInfo }: McpRequestContext) => {
    const authorization = requestInfo?.headers.get('authorization') ?? undefined;
    const apiKey = callerKey(authorization, options.apiKey);
    const isAllowed = ({ performs }: McpTool) =>
      apiKey === undefined ||
      performs?.every((id) => options.upstream.refusalOf({ apiKey }, id)) !== true;
    const isLimited = apiKey !== undefined && isRoleKey(apiKey);
    const server = new McpServer(options.info, {
      // The lists change only with a new version of this server, so no change is announced.
      capabilities: {
        tools: { listChanged: false },
        resources: { listChanged: false },
        prompts: { listChanged: false },
        completions: {},
      },
      instructions,
      cacheHints: {
        // What is listed depends on the role of the caller.
        'tools/list': isLimited ? { ...LISTED, cacheScope: 'private' } : LISTED,
        'resources/list': LISTED,
        'resources/templates/list': LISTED,
        'prompts/list': LISTED,
        'resources/read': LISTED,
        'server/discover': LISTED,
      },
    });
    // Tools are not registered one by one, because a server is created for each request and the catalogue is already
    // validated.
    server.server.setRequestHandler('tools/list', () => ({
      tools: tools.filter(isAllowed).map((tool) => tool.listed),
    }));
    server.server.setRequestHandler('tools/call', ({ params }, context) => {
      const session = openSession(options, authorization, context);
      const { name, arguments: given = {} } = params;
      return reportedCall(session, () =>
        callTool(options.catalogue, name, given, session, options.onUnexpectedError),
      );
    });
    registerResources(server, { ...options, showsSchema: mayIntrospect(apiKey) });
    for (const { name, title, description, body } of options.prompts) {
      server.registerPrompt(name, { title, description }, () => ({
        messages: [{ role: 'user', content: { type: 'text', text: body } }],
      }));
    }
    return server;
  };
}
