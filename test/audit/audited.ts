import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { vi } from 'vitest';
import { startInProcess, type InProcess } from '../support/in-process.ts';
import type { WireObject } from '../support/sandbox-control.ts';

/** A server with an audit log in a file, over a sandbox of its own. */
export interface Audited {
  readonly server: InProcess;
  readonly directory: string;
  readonly file: string;
  /** The parsed lines of the file, once there are so many since the last call. */
  lines(count: number): Promise<readonly WireObject[]>;
  /** The whole file. */
  text(): string;
  graphql(
    query: string,
    variables?: object,
    headers?: Readonly<Record<string, string>>,
  ): Promise<WireObject>;
  readonly rest: (method: string, path: string, body?: object) => Promise<number>;
  /** Calls an MCP tool; the text of its result. */
  tool(name: string, args: object): Promise<string>;
  /** Makes PostHog fail for the next writes. */
  fault(fault: object): Promise<void>;
  stop(): Promise<void>;
}

const headers = {
  'content-type': 'application/json',
  accept: 'application/json, text/event-stream',
  authorization: 'Bearer phx_sandbox',
};

export async function startAudited(
  environment: Readonly<Record<string, string>> = {},
): Promise<Audited> {
  const directory = mkdtempSync(join(tmpdir(), 'audit-'));
  const file = join(directory, 'audit.log');
  const server = await startInProcess({ AUDIT_LOG: file, LOG_LEVEL: 'warn', ...environment });
  const text = () => readFileSync(file, 'utf8');
  let read = 0;
  const all = () => {
    const lines = text().split('\n').slice(0, -1);
    return lines.map((line) => JSON.parse(line) as WireObject);
  };
  const post = async (path: string, body: object, more: Readonly<Record<string, string>> = {}) => {
    const sent = { method: 'POST', headers: { ...headers, ...more }, body: JSON.stringify(body) };
    const response = await fetch(`${server.url}${path}`, sent);
    return response.text();
  };
  return {
    server,
    directory,
    file,
    text,
    async lines(count) {
      await vi.waitUntil(() => all().length >= read + count, { interval: 5, timeout: 10_000 });
      const found = all().slice(read);
      read += found.length;
      return found;
    },
    graphql: async (query, variables = {}, more) =>
      JSON.parse(await post('/graphql', { query, variables }, more)) as WireObject,
    async rest(method, path, body) {
      const response = await fetch(`${server.url}/v1/api/projects/1/${path}`, {
        method,
        headers,
        ...(body && { body: JSON.stringify(body) }),
      });
      await response.arrayBuffer();
      return response.status;
    },
    tool: (name, args) =>
      post('/mcp', {
        jsonrpc: '2.0',
        id: 1,
        method: 'tools/call',
        params: { name, arguments: args },
      }),
    async fault(fault) {
      await fetch(`${server.sandboxUrl}/_sandbox/faults`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', connection: 'close' },
        body: JSON.stringify({ match: { method: 'POST' }, times: 1, ...fault }),
      });
    },
    async stop() {
      await server.stop();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
