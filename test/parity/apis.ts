import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { toolName } from '../../src/mcp/tool-name.ts';
import type { Operation } from '../../src/posthog/api/operations.ts';
import type { Sandbox } from '../../src/sandbox/sandbox.ts';
import { startCheckedSandbox } from '../sandbox/support/checked-sandbox.ts';
import { startInProcess } from '../support/in-process.ts';
import { post } from '../support/post.ts';
import { send, type RestAnswer } from '../support/rest.ts';
import type { Question, Row } from './row.ts';

const KEY = 'phx_sandbox';
/** The time of the initial state: any later timestamp was set by a call. */
export const BEGIN = '2026-11-21T10:00:00Z';

type Arguments = Pick<Row, 'path' | 'query' | 'body'>;
type Json = Readonly<Record<string, unknown>>;

export interface ToolAnswer {
  readonly isError: boolean;
  readonly text: string;
  readonly structured: Json;
}

export interface Apis {
  readonly sandbox: Sandbox;
  rest(operation: Operation, args: Arguments): Promise<RestAnswer>;
  /** Calls the operation's tool, confirming where the tool asks for confirmation. */
  mcp(operation: Operation, args: Arguments): Promise<ToolAnswer>;
  /** The field's value. @throws Error when the graph answers errors */
  graph(question: Question, selection: string): Promise<unknown>;
  close(): Promise<void>;
}

/** Starts the whole product without a cache, on a sandbox that begins at {@link BEGIN}. */
export async function openApis(): Promise<Apis> {
  const sandbox = await startCheckedSandbox({ now: BEGIN });
  const product = await startInProcess({
    POSTHOG_HOST: sandbox.url,
    POSTHOG_PROJECT_ID: '1',
    POSTHOG_CALLS_PER_MINUTE: '100000',
    POSTHOG_CALLS_PER_HOUR: '100000',
    FRESH_EXPERIMENTS_SECONDS: '0',
    FRESH_SETTINGS_SECONDS: '0',
    FRESH_RESULTS_SECONDS: '0',
    LOG_LEVEL: 'silent',
  });
  const client = new Client({ name: 'test', version: '0.0.0' });
  await client.connect(
    new StreamableHTTPClientTransport(new URL(`${product.url}/mcp`), {
      requestInit: { headers: { authorization: `Bearer ${KEY}` } },
    }),
  );

  const call = async (name: string, args: Json): Promise<ToolAnswer> => {
    const result = await client.callTool({ name, arguments: args });
    const content = result.content as { text?: string }[];
    return {
      isError: result.isError === true,
      text: content.map(({ text }) => text ?? '').join('\n'),
      structured: (result.structuredContent ?? {}) as Json,
    };
  };

  return {
    sandbox,
    rest: (operation, { path = {}, query = {}, body }) =>
      send(product.url + addressOf(operation, path, query), operation.method, body && { body }),
    async mcp(operation, { path, query, body }) {
      const name = toolName(operation);
      const args = { ...path, ...query, ...body };
      const answer = await call(name, args);
      const { confirm } = answer.structured;
      return confirm === undefined ? answer : call(name, { ...args, confirm });
    },
    async graph(question, selection) {
      const { field, within = [], isMutation } = question;
      const asked = [...within, field].map((one) => `it: ${one}`).join(' { ');
      const document = `${isMutation ? 'mutation' : 'query'} { ${asked} ${selection} ${'} '.repeat(within.length)}}`;
      const headers = { authorization: `Bearer ${KEY}` };
      const { body } = await post<{ it: unknown }>(product.url, document, { headers });
      if (body.errors) throw new Error(`${document}\n${JSON.stringify(body.errors, null, 2)}`);
      return within.reduce<unknown>((outer) => (outer as { it: unknown }).it, body.data?.it);
    },
    async close() {
      await client.close();
      await product.stop();
      await sandbox.close();
    },
  };
}

/** The operation's path under `/v1`, in kebab case. */
function addressOf({ path }: Operation, values: Json, query: Json): string {
  const segments = path.split('/').map((segment) => {
    const name = /^\{(.+)\}$/.exec(segment)?.[1];
    if (name === undefined) return segment.replaceAll('_', '-');
    return encodeURIComponent(String(name === 'project_id' ? '1' : values[name]));
  });
  const search = Object.entries(query).map(([name, one]) => [name, String(one)]);
  const asked = new URLSearchParams(Object.fromEntries(search)).toString();
  return `/v1${segments.join('/').replace(/\/$/, '')}${asked && `?${asked}`}`;
}
