import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { createSandbox, type Sandbox } from '../../src/sandbox/sandbox.ts';
import { asColleague, control, injectFault } from '../support/sandbox-control.ts';
import { initialize, request, spawnMcp, toolCall, type SpawnedMcp } from './support/spawn-mcp.ts';

let sandbox: Sandbox;
let mcp: SpawnedMcp;
/** A server whose output nobody reads. It waits for a reader for ten seconds, in which the other tests run. */
let unread: SpawnedMcp;
beforeAll(async () => {
  sandbox = await createSandbox();
  unread = spawnMcp({
    POSTHOG_HOST: sandbox.url,
    POSTHOG_PROJECT_ID: '1',
    SHUTDOWN_TIMEOUT_MS: '300',
  });
  unread.child.stdout.pause();
  unread.write(initialize, ...Array.from({ length: 40 }, (_, id) => request(id, 'tools/list')));
  unread.child.stdin.end();
});
afterAll(async () => {
  unread.child.kill('SIGKILL');
  await sandbox.close();
});

/** Starting a process is slow on a busy machine. */
const SOON = { timeout: 50_000, interval: 50 };

const start = (environment: Readonly<Record<string, string>> = {}) => {
  mcp = spawnMcp({ POSTHOG_HOST: sandbox.url, POSTHOG_PROJECT_ID: '1', ...environment });
  return mcp;
};
const ids = () => mcp.messages().map(({ id }) => id);
/** Answers may arrive in any order. */
const sortedIds = () =>
  ids()
    .map(String)
    .toSorted((one, other) => one.localeCompare(other));
const answered = (id: string | number | null) => vi.waitUntil(() => ids().includes(id), SOON);
/** A started experiment of the seed. */
const RUNNING = 15;

describe('the lines of MCP over stdio', () => {
  // One process for all cases: whatever a line contains, the next ones are answered as usual.
  let shared: SpawnedMcp;
  beforeAll(async () => {
    shared = spawnMcp({ POSTHOG_HOST: sandbox.url, POSTHOG_PROJECT_ID: '1' });
    shared.write(initialize);
    await vi.waitUntil(() => shared.messages().length === 1, SOON);
  });
  afterAll(() => shared.child.kill('SIGKILL'));

  let count = 0;
  /** The answers to these lines: everything received before the answer to a ping sent after them. */
  async function answersTo(...lines: readonly (object | string | Buffer)[]) {
    const before = shared.messages().length;
    const id = `after ${(count += 1)}`;
    shared.write(...lines, request(id, 'ping'));
    await expect.poll(() => shared.messages().some((one) => one.id === id), SOON).toBe(true);
    return shared
      .messages()
      .slice(before)
      .filter((one) => one.id !== id);
  }

  it('may be too long: such a message is answered with an error, and the next ones as usual', async () => {
    const answers = await answersTo('y'.repeat(12_000_000), '\n');
    expect(answers).toMatchObject([
      { id: null, error: { code: -32600, message: expect.stringContaining('10000000 bytes') } },
    ]);
  });

  it('are read up to ten million bytes', async () => {
    const padding = 'x'.repeat(9_999_000);
    const answers = await answersTo(request('padded', 'ping', { _meta: { padding } }));
    expect(answers).toMatchObject([{ id: 'padded', result: {} }]);
  });

  it.each([
    ['broken JSON', '{"jsonrpc":"2.0","id":1,\n', [-32700, null]],
    ['a NUL byte', '{"jsonrpc":"2.0","id":1,"method":"pi\0ng"}\n', [-32700, null]],
    ['bytes that are not UTF-8', Buffer.from([0x22, 0xff, 0xfe, 0x22, 0x0a]), [-32700, null]],
    ['a batch', `[${JSON.stringify(request(1, 'ping'))}]\n`, [-32600, null]],
    [
      'a huge batch',
      `${JSON.stringify(Array.from({ length: 50_000 }, (_, id) => request(id, 'tools/list')))}\n`,
      [-32600, null],
    ],
    ['an empty batch', '[]\n', [-32600, null]],
    ['a number', '5\n', [-32600, null]],
    ['null', 'null\n', [-32600, null]],
    ['a request without a version', '{"id":7,"method":"ping"}\n', [-32600, 7]],
    [
      'a request whose method is not a string',
      '{"jsonrpc":"2.0","id":"a","method":5}\n',
      [-32600, 'a'],
    ],
    ['an unknown method', '{"jsonrpc":"2.0","id":8,"method":"nope"}\n', [-32601, 8]],
  ] as const)('with %s are answered with a JSON-RPC error', async (_, line, [code, id]) => {
    expect(await answersTo(line)).toMatchObject([{ id, error: { code } }]);
  });

  it('with a batch are refused in the words that are used over HTTP', async () => {
    expect(await answersTo(`[${JSON.stringify(request(1, 'ping'))}]\n`)).toMatchObject([
      { error: { message: expect.stringContaining('batches are not supported') } },
    ]);
  });

  it('nested deeply are answered once', async () => {
    const answers = await answersTo(`${'['.repeat(200_000)}${']'.repeat(200_000)}\n`);
    expect(answers).toMatchObject([{ id: null, error: { message: expect.any(String) } }]);
  });

  it.each([
    [{ name: 'experiment-stats', arguments: null }],
    [{ name: 'experiment-stats', arguments: '{}' }],
    [{ name: 'experiment-get', arguments: { experimentId: '4', projectId: null } }],
    [{ name: 'experiment-get', arguments: '{"id": "4"}' }],
  ])('call tools with arguments as clients write them: %j', async (params) => {
    const id = `call ${(count += 1)}`;
    shared.write(request(id, 'tools/call', params));
    const answer = () => shared.messages().find((one) => one.id === id);
    await expect.poll(answer, SOON).toMatchObject({ result: { structuredContent: {} } });
    expect(answer()?.result).not.toHaveProperty('isError', true);
  });

  it.each([
    [{ name: 'experiment-get', arguments: 'id=4' }],
    [{ name: 'experiment-get', arguments: [4] }],
    [{ name: 4 }],
  ])('call no tool with arguments that are no object: %j', async (params) => {
    expect(await answersTo(request('call', 'tools/call', params))).toMatchObject([
      { id: 'call', error: { code: -32602, message: expect.stringContaining('{"id": 4}') } },
    ]);
  });

  it('that are not requests get no answer: notifications, stray answers, blank lines', async () => {
    const answers = await answersTo(
      { jsonrpc: '2.0', method: 'notifications/initialized' },
      { jsonrpc: '2.0', method: 'notifications/nope' },
      { jsonrpc: '2.0', id: 44, result: {} },
      { id: 45, error: 'x' },
      '\n',
      '  \r\n',
    );
    expect(answers).toEqual([]);
  });

  it('of every kind leave no pending work: the process ends with its input', async () => {
    shared.child.stdin.end();
    expect(await shared.ended).toBe(0);
    expect(shared.stderr()).toBe('');
  });
});

describe('MCP over stdio', () => {
  afterEach(() => {
    mcp.child.kill('SIGKILL');
    sandbox.reset();
  });

  it('reads lines that end in CRLF, lack a final line feed, or are split within a character', async () => {
    start();
    const lines = [
      `${JSON.stringify(initialize)}\r\n`,
      `${JSON.stringify(toolCall('ä→😀', 'experiment-list', { search: 'Ünïcödé 😀', limit: 1 }))}\r\n`,
      JSON.stringify(request('last', 'ping')),
    ].join('');
    for (const byte of Buffer.from(lines)) mcp.write(Buffer.from([byte]));
    mcp.child.stdin.end();
    expect(await mcp.ended).toBe(0);
    expect(sortedIds()).toEqual(['ä→😀', 'init', 'last']);
    expect(sandbox.requests().at(-1)?.query['search']).toBe('Ünïcödé 😀');
  });

  it('answers what it received before its input ended, and then ends', async () => {
    start().write(initialize, toolCall(2, 'experiment-list', { limit: 1 }), request(3, 'ping'));
    mcp.child.stdin.end();
    expect(await mcp.ended).toBe(0);
    expect(sortedIds()).toEqual(['2', '3', 'init']);
  });

  it.each(['the end of the input', 'SIGTERM'])(
    'finishes a write that is in progress at %s',
    async (how) => {
      await asColleague(sandbox, 'POST', `experiments/${RUNNING}/pause/`);
      await injectFault(sandbox, '/resume/', { latency_ms: 1_500 });
      start().write(initialize);
      await answered('init');
      mcp.write(toolCall(3, 'experiment-resume', { id: RUNNING }), request(4, 'ping'));
      await answered(4);
      if (how === 'SIGTERM') mcp.child.kill('SIGTERM');
      else mcp.child.stdin.end();
      expect(await mcp.ended).toBe(0);
      const [done] = mcp.messages().filter(({ id }) => id === 3);
      expect(done?.result.structuredContent).toMatchObject({ id: RUNNING, status: 'running' });
      expect(await asColleague(sandbox, 'GET', `experiments/${RUNNING}/`)).toMatchObject({
        status: 'running',
      });
    },
  );

  it('ends after SHUTDOWN_TIMEOUT_MS, with exit code 1 and a message, when a request could not be answered', async () => {
    await injectFault(sandbox, 'experiments', { latency_ms: 60_000 });
    start({ SHUTDOWN_TIMEOUT_MS: '300' }).write(
      initialize,
      toolCall(2, 'experiment-list', {}),
      toolCall(3, 'experiment-stats', {}),
    );
    await answered('init');
    mcp.child.stdin.end();
    expect(await mcp.ended).toBe(1);
    expect(mcp.stderr()).toContain('Exited without answering: 2.');
    expect(mcp.stderr()).not.toMatch(/\n\s+at /);
  });

  it('does not wait for a request that was cancelled', async () => {
    await control(sandbox, 'faults', { match: { path: 'experiments' }, latency_ms: 60_000 });
    start({ SHUTDOWN_TIMEOUT_MS: '600000' }).write(initialize, toolCall(2, 'experiment-list', {}), {
      jsonrpc: '2.0',
      method: 'notifications/cancelled',
      params: { requestId: 2 },
    });
    await answered('init');
    mcp.child.stdin.end();
    expect(await mcp.ended).toBe(0);
    expect(ids()).toEqual(['init']);
  });

  it('ends when its output is closed, although the input stays open', async () => {
    start().write(initialize);
    await answered('init');
    mcp.child.stdout.destroy();
    mcp.write(request(2, 'tools/list'));
    expect(await mcp.ended).toBe(1);
    expect(mcp.stderr()).toMatch(/^Exited without answering: 1\..*\n$/);
  });

  it('ends when nobody reads its output', async () => {
    expect(await unread.ended).toBe(1);
    expect(unread.stderr()).toMatch(/Exited without answering: \d+\./);
  });

  it('ends with its input in the middle of a message that is too long', async () => {
    start().write('nonsense\n', initialize, '{"jsonrpc":"2.0","id":9', 'z'.repeat(11_000_000));
    mcp.child.stdin.end();
    expect(await mcp.ended).toBe(0);
    expect(sortedIds()).toEqual(['init', 'null', 'null']);
  });
});
