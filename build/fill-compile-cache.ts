// Fills NODE_COMPILE_CACHE with the code that a server needs to start and to answer, by running one over its sandbox.
// Usage: NODE_COMPILE_CACHE=directory node build/fill-compile-cache.ts dist/main.js
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

const { PATH = '', NODE_COMPILE_CACHE = '' } = process.env;
const server = spawn(process.execPath, [process.argv[2] ?? 'dist/main.js'], {
  env: { PATH, NODE_COMPILE_CACHE, PORT: '0', SANDBOX_PORT: '0', LOG_LEVEL: 'error' },
  stdio: ['ignore', 'pipe', 'inherit'],
});
const ended = once(server, 'exit');

let graph: string | undefined;
for await (const line of createInterface(server.stdout)) {
  graph ??= /^GraphQL +(\S+)$/.exec(line)?.[1];
  if (graph !== undefined) break;
}
if (graph === undefined) throw new Error('The server did not start.');

const experiments =
  '{ experiments(first: 25) { nodes { name status featureFlag { key } metrics { name } } } }';
const requests: Readonly<Record<string, RequestInit>> = {
  '/graphql': {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: experiments }),
  },
  '/v1/api/projects/1/experiments?limit=2': {},
  '/mcp': {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
    },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list' }),
  },
  '/ready': {},
};
for (const [path, init] of Object.entries(requests)) {
  // Twice, because documents that come again are compiled.
  for (let turn = 0; turn < 2; turn += 1) {
    // oxlint-disable-next-line no-await-in-loop -- the second request is about the state after the first
    const response = await fetch(new URL(path, graph), init);
    // oxlint-disable-next-line no-await-in-loop
    const text = await response.text();
    if (!response.ok) throw new Error(`${path} was answered with ${response.status}: ${text}`);
  }
}
// Node writes the cache when the process ends by itself.
server.kill('SIGTERM');
const [code] = await ended;
if (code !== 0) throw new Error(`The server ended with ${code}.`);
