import type { Readable, Writable } from 'node:stream';
import type { McpServerFactory } from '@modelcontextprotocol/server';
import { serveStdio, StdioServerTransport } from '@modelcontextprotocol/server/stdio';

export interface StreamConnection {
  /** Resolves when the client closed its end. */
  readonly over: Promise<void>;
  close(): Promise<void>;
}

/** MCP to one client, a message a line, in the revision it opens with. */
export function serveOverStreams(
  factory: McpServerFactory,
  { input, output }: { readonly input: Readable; readonly output: Writable },
  onError: (error: Error) => void,
): StreamConnection {
  const { promise: over, resolve } = Promise.withResolvers<void>();
  input.once('end', resolve).once('close', resolve);
  const served = serveStdio(factory, {
    transport: new StdioServerTransport(input, output),
    onerror: onError,
  });
  return { over, close: () => served.close() };
}
