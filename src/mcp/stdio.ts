import type { Readable, Writable } from 'node:stream';
import type { McpServerFactory } from '@modelcontextprotocol/server';
import { serveStdio } from '@modelcontextprotocol/server/stdio';
import { LineTransport } from './line-transport.ts';

export interface StreamConnection {
  /** Resolves when the client closed its end, of the input or of the output. */
  readonly over: Promise<void>;
  /**
   * Reads nothing more and answers what was received.
   * @param timeoutMs how long that may take, in milliseconds
   * @returns how many messages were left without an answer
   */
  finish(timeoutMs: number): Promise<number>;
  /** Ends the connection; requests under way are aborted. */
  close(): Promise<void>;
}

/** MCP to one client, a message a line, in the revision it opens with. */
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
