import {
  afterAll,
  afterEach,
  beforeAll,
  beforeEach,
  expect,
  it,
  vi,
  type MockInstance,
} from 'vitest';
import { readMessage } from '../../src/mcp/read-message.ts';
import { startInProcess, type InProcess } from '../support/in-process.ts';

const DEEP = '['.repeat(400_000) + ']'.repeat(400_000);
const SECRET = 'not JSON, and not to be repeated';

let product: InProcess;
let parse: MockInstance<typeof JSON.parse>;
beforeAll(async () => {
  product = await startInProcess();
});
afterAll(() => product.stop());
beforeEach(async () => {
  await fetch(`${product.sandboxUrl}/_sandbox/requests`, { method: 'DELETE' });
  parse = vi.spyOn(JSON, 'parse');
});
afterEach(() => {
  vi.restoreAllMocks();
});

/** The answer, what it cost upstream, and whether the deep text was parsed meanwhile. */
async function send(method: string, path: string, body: string, type = 'application/json') {
  const response = await fetch(product.url + path, {
    method,
    body,
    headers: {
      'content-type': type,
      accept: 'application/json, text/event-stream',
      authorization: 'Bearer phx_sandbox',
    },
  });
  const text = await response.text();
  const wasParsed = parse.mock.calls.some(([json]) => json.includes(DEEP));
  const sent = await fetch(`${product.sandboxUrl}/_sandbox/requests`);
  return { status: response.status, text, wasParsed, calls: (await sent.json()) as unknown[] };
}

it.each([
  ['GraphQL, in variables', 'POST', '/graphql', `{"query":"{ __typename }","variables":${DEEP}}`],
  ['GraphQL, in extensions', 'POST', '/graphql', `{"query":"{ __typename }","extensions":${DEEP}}`],
  ['GraphQL, as the whole body', 'POST', '/graphql', DEEP],
  ['REST', 'PATCH', '/v1/api/projects/1/experiments/5', `{"parameters":${DEEP}}`],
  [
    'MCP',
    'POST',
    '/mcp',
    `{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"graphql","arguments":{"query":"{ __typename }","variables":${DEEP}}}}`,
  ],
])(
  'a body with 400,000 levels is rejected without being parsed: %s',
  async (_, method, path, body) => {
    const answer = await send(method, path, body);

    expect(answer.text).toMatch(/nested more than \d+ levels deep/);
    expect(answer.text.length).toBeLessThan(1_000);
    expect(answer.status).toBe(400);
    expect(answer.wasParsed).toBe(false);
    expect(answer.calls).toEqual([]);
  },
);

it('a line of stdio with 400,000 levels is rejected without being parsed', () => {
  const read = readMessage(
    Buffer.from(`{"jsonrpc":"2.0","id":1,"method":"ping","params":${DEEP}}`),
  );

  expect(read).toMatchObject({ refusal: { error: { code: -32_600 } } });
  expect(parse).not.toHaveBeenCalled();
});

it.each(['/graphql', '/mcp', '/v1/api/projects/1/experiments'])(
  'a body that is not JSON is not repeated in the answer of %s',
  async (path) => {
    const answer = await send('POST', path, `${SECRET} `.repeat(1_000));

    expect(answer.text).not.toContain(SECRET);
    expect(answer.text.length).toBeLessThan(1_000);
    expect(answer.calls).toEqual([]);
  },
);
