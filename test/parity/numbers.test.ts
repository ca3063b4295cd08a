import { afterAll, beforeAll, expect, it } from 'vitest';
import { startCheckedSandbox } from '../sandbox/support/checked-sandbox.ts';
import type { Sandbox } from '../../src/sandbox/sandbox.ts';
import { startInProcess } from '../support/in-process.ts';

let sandbox: Sandbox;
let product: Awaited<ReturnType<typeof startInProcess>>;
beforeAll(async () => {
  sandbox = await startCheckedSandbox();
  product = await startInProcess({ POSTHOG_HOST: sandbox.url, LOG_LEVEL: 'silent' });
});
afterAll(async () => {
  await product.stop();
  await sandbox.close();
});

/** JSON in which a number stands that `JSON.parse` reads as infinity. */
async function sent(method: string, path: string, json: string) {
  const response = await fetch(product.url + path, {
    method,
    headers: {
      authorization: 'Bearer phx_sandbox',
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
    },
    body: json,
  });
  return response.text();
}

const writes = () => sandbox.requests().filter(({ method }) => method !== 'GET');

it.each([
  [
    'REST',
    'PATCH',
    '/v1/api/projects/1/experiments/6',
    '{"parameters":{"minimum_detectable_effect":1e999}}',
  ],
  [
    'a variable of GraphQL',
    'POST',
    '/graphql',
    `{"query":"mutation($p:JSON){updateExperiment(input:{id:\\"6\\",parameters:$p}){__typename ...on ValidationProblem{message}}}","variables":{"p":{"a":1e999}}}`,
  ],
  [
    'a literal of GraphQL',
    'POST',
    '/graphql',
    `{"query":"mutation{updateExperiment(input:{id:\\"6\\",parameters:{a:1e999}}){__typename ...on ValidationProblem{message}}}"}`,
  ],
  [
    'MCP',
    'POST',
    '/mcp',
    '{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"experiment-update","arguments":{"id":6,"parameters":{"minimum_detectable_effect":1e999}}}}',
  ],
])(
  'an infinite number in the body is refused by %s before anything is sent',
  async (...[, method, path, json]) => {
    sandbox.clearRequests();
    expect(await sent(method, path, json)).toMatch(/too large (for JSON|to be exact)/);
    expect(writes()).toEqual([]);
  },
);
