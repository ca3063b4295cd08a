import type { AddressInfo } from 'node:net';
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { pino } from 'pino';
import { createGraph } from '../../src/graph/server.ts';
import type { Catalogue } from '../../src/mcp/catalogue.ts';
import { createMcpServerFactory } from '../../src/mcp/create-mcp-server.ts';
import { createMcpHttpHandler } from '../../src/mcp/http.ts';
import { createUpstream } from '../../src/posthog/client.ts';
import type { SharedStore } from '../../src/shared-store/shared-store.ts';
import type { Sandbox } from '../../src/sandbox/sandbox.ts';
import { startCheckedSandbox } from '../sandbox/support/checked-sandbox.ts';
import { fastPath, lazyRows } from './switches.ts';
import { createMcpServer } from '../../src/server/server.ts';
import { accessBy } from './access.ts';

export interface Called {
  readonly isError: boolean;
  /** All text blocks. */
  readonly text: string;
  // oxlint-disable-next-line typescript/no-explicit-any -- tests check its content themselves
  readonly structured: Record<string, any>;
}

export interface TestMcp {
  readonly url: string;
  readonly sandbox: Sandbox;
  /** Unexpected errors. */
  readonly unexpected: unknown[];
  /** Connects a client, including the handshake; `key` null sends none. */
  connect(asking?: {
    key?: string | null;
    headers?: Record<string, string>;
    revision?: '2025' | '2026';
  }): Promise<Client>;
  /** Calls a tool with the sandbox's default key. */
  call(name: string, args?: Record<string, unknown>, key?: string | null): Promise<Called>;
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

export interface TestMcpOptions {
  /** URL of an existing PostHog to use instead of a sandbox. */
  readonly host?: string;
  /** The tools that are listed; all of them by default. */
  readonly tools?: NonNullable<Parameters<typeof createMcpServerFactory>[0]['tools']>;
  /** Replaces the product's own tools. */
  readonly catalogue?: Catalogue;
  readonly gatewayToken?: string;
  /** State shared with other servers; each server has its own when left out. */
  readonly store?: SharedStore;
  /** A sandbox that was started by somebody else, who also closes it. */
  readonly over?: Sandbox;
}

/** Starts MCP on its own port, over its own sandbox. */
export async function startMcp(options: TestMcpOptions = {}): Promise<TestMcp> {
  const sandbox = options.over ?? (await startCheckedSandbox());
  const unexpected: unknown[] = [];
  const shared = {
    upstream: createUpstream({
      host: options.host ?? sandbox.url,
      concurrency: 20,
      timeoutMs: 10_000,
      lazyRows,
    }),
    apiKey: undefined,
    projectId: '1',
    requestTimeoutMs: 20_000,
    onUnexpectedError: (error: unknown) => unexpected.push(error),
  };
  const { store } = options;
  const graph = createGraph({ ...shared, store, now: () => sandbox.now(), fastPath });
  const handler = createMcpHttpHandler(
    createMcpServerFactory({
      ...shared,
      graph,
      store,
      info: { name: 'test', title: 'Test', version: '0.0.0' },
      ...(options.tools && { tools: options.tools }),
      ...(options.catalogue && { catalogue: options.catalogue }),
    }),
    () => undefined,
  );
  const http = createMcpServer(handler, {
    log: pino({ level: 'silent' }),
    origins: { corsOrigins: ['https://app.example'], allowedHosts: [] },
    ...(options.gatewayToken !== undefined && { access: accessBy(options.gatewayToken) }),
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}/mcp`;
  const clients: Client[] = [];

  const connect: TestMcp['connect'] = async ({
    key = 'phx_sandbox',
    headers = {},
    revision = '2025',
  } = {}) => {
    const client = new Client(
      { name: 'test', version: '0.0.0' },
      { versionNegotiation: { mode: revision === '2026' ? { pin: '2026-07-28' } : 'legacy' } },
    );
    await client.connect(
      new StreamableHTTPClientTransport(new URL(url), {
        requestInit: {
          headers: { ...headers, ...(key !== null && { authorization: `Bearer ${key}` }) },
        },
      }),
    );
    clients.push(client);
    return client;
  };

  async function close(): Promise<void> {
    await Promise.all(clients.map((client) => client.close()));
    http.closeAllConnections();
    http.close();
    await handler.close();
    await graph.dispose();
    await shared.upstream.close();
    if (!options.over) await sandbox.close();
  }

  const byKey = new Map<string | null, Promise<Client>>();
  return {
    url,
    sandbox,
    unexpected,
    connect,
    async call(name, args = {}, key = 'phx_sandbox') {
      const client = byKey.get(key) ?? connect({ key });
      byKey.set(key, client);
      const result = await (await client).callTool({ name, arguments: args });
      return toCalled(result as Parameters<typeof toCalled>[0]);
    },
    close,
    [Symbol.asyncDispose]: close,
  };
}

function toCalled(result: {
  isError?: boolean;
  content: { type: string; text?: string }[];
  structuredContent?: Record<string, unknown>;
}): Called {
  return {
    isError: result.isError ?? false,
    text: result.content.map(({ text }) => text ?? '').join('\n'),
    structured: result.structuredContent ?? {},
  };
}
