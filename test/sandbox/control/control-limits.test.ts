import { connect } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { RequestLog } from '../../../src/sandbox/http/request-log.ts';
import { caller } from '../support/caller.ts';
import { useCheckedSandbox } from '../support/checked-sandbox.ts';

const LIST = '/api/projects/1/experiments/';

describe('the sandbox', () => {
  const sandbox = useCheckedSandbox();
  afterEach(() => {
    sandbox().reset();
  });

  it.each([LIST, '/_sandbox/load'])('answers a body over 5 MB for %s with 413', async (path) => {
    const { call } = caller(sandbox());
    const { status, body } = await call('POST', path, { name: 'x'.repeat(5_000_001) });
    expect([status, body]).toMatchObject([413, { code: 'request_too_large' }]);
    expect((await call('GET', LIST)).status).toBe(200);
  });

  it('reads no more than that of a body without a declared length', async () => {
    const socket = connect(sandbox().port, '127.0.0.1');
    let answer = '';
    socket.setEncoding('utf8').on('data', (text: string) => (answer += text));
    socket.on('error', () => undefined);
    socket.write(
      `POST ${LIST} HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n`,
    );
    const piece = `${(100_000).toString(16)}\r\n${'x'.repeat(100_000)}\r\n`;
    for (let sent = 0; sent < 60; sent += 1) socket.write(piece);
    await expect.poll(() => answer, { timeout: 5_000 }).toMatch(/^HTTP\/1\.1 413 /);
    socket.destroy();
  });

  it.each([
    ['load', { given: { experiment: { start_date: 'soon' } } }],
    ['load', { given: { now: 'noon' } }],
    ['load', { given: { prior_requests: { count: 1e9, within_seconds: 1 } } }],
    ['load', { given: { prior_requests: { count: 1e7, within_seconds: 1 } } }],
    ['load', []],
    ['load', null],
    ['clock', { advance: `${'9'.repeat(400)}w` }],
    ['clock', { advance: '999999w' }],
    ['clock', { now: '1066-10-14T00:00:00Z' }],
    ['clock', {}],
    ['faults', { latency_ms: 1e12 }],
    ['faults', { match: { path: '('.repeat(2_000) } }],
    ['profile', 'fat'],
  ])('answers %s %j with 400 and a message, and stays unchanged', async (name, body) => {
    const { call, ok } = caller(sandbox());
    await ok('POST', LIST, { name: 'Still here', feature_flag_key: 'still-here' });
    const before = await ok('GET', '/_sandbox/state');
    const answer = await call('POST', `/_sandbox/${name}`, body);
    expect(answer).toMatchObject({
      status: 400,
      body: { type: 'validation_error', detail: expect.stringMatching(/^.{10,}\.$/s) },
    });
    expect(await ok('GET', '/_sandbox/state')).toEqual(before);
  });

  it('accepts at most a thousand pending faults', async () => {
    const { call } = caller(sandbox());
    const fault = { match: { path: '^/never$' }, status: 503 };
    const answers = [];
    for (let count = 0; count < 1_001; count += 1) {
      answers.push((await call('POST', '/_sandbox/faults', fault)).status);
    }
    expect(answers.slice(0, 1_000).every((status) => status === 204)).toBe(true);
    expect(answers[1_000]).toBe(400);
    expect((await call('DELETE', '/_sandbox/faults')).status).toBe(204);
    expect((await call('POST', '/_sandbox/faults', fault)).status).toBe(204);
  });
});

describe('the request log', () => {
  it('is limited by the size of its entries, not only by their number', () => {
    const log = new RequestLog();
    const entry = { method: 'GET', path: '/', status: 200, ms: 1, key: null };
    for (let count = 0; count < 30_000; count += 1) {
      log.add({ ...entry, query: { search: 'x'.repeat(10_000), count: String(count) } });
    }
    expect(log.all().length).toBeLessThan(2_001);
    expect(log.all().at(-1)?.query['count']).toBe('29999');
  });
});
