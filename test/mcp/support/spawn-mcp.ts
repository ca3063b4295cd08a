import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { everyTool } from '../../support/in-process.ts';
import { serverCommand } from '../../support/spawned.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));

/** A response or notification of the server. */
export interface Message {
  readonly id?: string | number | null;
  readonly error?: { readonly code: number; readonly message: string };
  // oxlint-disable-next-line typescript/no-explicit-any
  readonly result?: any;
}

export const initialize = {
  jsonrpc: '2.0',
  id: 'init',
  method: 'initialize',
  params: {
    protocolVersion: '2025-06-18',
    capabilities: {},
    clientInfo: { name: 'test', version: '0.0.0' },
  },
};

export const request = (id: string | number, method: string, params?: object) => ({
  jsonrpc: '2.0',
  id,
  method,
  ...(params && { params }),
});

export const toolCall = (id: string | number, name: string, args: object) =>
  request(id, 'tools/call', { name, arguments: args });

/** Starts what `npm run mcp` runs, and communicates with it in raw bytes like a client. */
export function spawnMcp(environment: Readonly<Record<string, string>>) {
  const { PATH = '', HOME = '' } = process.env;
  const [program, ...words] = serverCommand('mcp');
  const child = spawn(program, words, {
    cwd: root,
    env: {
      PATH,
      HOME,
      LOG_LEVEL: 'warn',
      POSTHOG_API_KEY: 'phx_sandbox',
      ...everyTool,
      ...environment,
    },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let [stdout, stderr] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  // Writing to a server that has ended must not fail a test.
  child.stdin.on('error', () => undefined);
  const ended = new Promise<number | NodeJS.Signals | null>((resolve) => {
    child.on('exit', (code, signal) => {
      resolve(code ?? signal);
    });
  });
  return {
    child,
    ended,
    stderr: () => stderr,
    messages: (): Message[] =>
      stdout
        .split('\n')
        .slice(0, -1)
        .map((line) => JSON.parse(line) as Message),
    write(...messages: readonly (object | string | Buffer)[]) {
      for (const one of messages) {
        const raw = typeof one === 'string' || Buffer.isBuffer(one);
        child.stdin.write(raw ? one : `${JSON.stringify(one)}\n`);
      }
    },
  };
}

export type SpawnedMcp = ReturnType<typeof spawnMcp>;
