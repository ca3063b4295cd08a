import type { Readable, Writable } from 'node:stream';
import type { McpServerFactory } from '@modelcontextprotocol/server';
import { serveStdio } from '@modelcontextprotocol/server/stdio';
import { LineTransport } from './line-transport.ts';

export interface StreamConnection {
  /** Resolves when the client closed its end of the input or the output. */
  readonly over: Promise<void>;
  /**
   * Stops reading and answers the requests already received.
   * @param timeoutMs maximum duration in milliseconds
   * @returns number of messages left without an answer
   */
  finish(timeoutMs: number): Promise<number>;
  /** Closes the connection; requests in progress are aborted. */
  close(): Promise<void>;
}

/** Serves MCP to one client, one message per line, in the revision the client starts with. */
export function serveOverStreams(
  factory: McpServerFactory,
  { input, output }: { readonly input: Readable; readonly output: Writable },
  onError: (error: Error) => void,
): StreamConnection {
  const transport = new LineTransport(input, output);
  const served = serveStdio(factory, { transport, onerror: onError });
  return {
    over: transport.over,
    finish: (timeoutMs) => transport.finish(timeoutMs),
    close: () => served.close(),
  };
}
