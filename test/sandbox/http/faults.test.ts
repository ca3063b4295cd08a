import { afterEach, describe, expect, it } from 'vitest';
import { caller } from '../support/caller.ts';
import { useCheckedSandbox } from '../support/checked-sandbox.ts';

const LIST = '/api/projects/1/experiments/';
const HOLDOUTS = '/api/projects/1/experiment_holdouts/';

describe('injected faults', () => {
  const sandbox = useCheckedSandbox();
  const strike = async (fault: object): Promise<void> => {
    const answer = await caller(sandbox()).call('POST', '/_sandbox/faults', fault);
    expect(answer).toEqual({ status: 204, body: '' });
  };

  afterEach(() => {
    sandbox().reset();
  });

  it('refuse matching requests the given number of times, without processing them', async () => {
    const { call, ok } = caller(sandbox());
    const { count } = await ok('GET', LIST);
    await strike({ match: { method: 'post', path: '/experiments/$' }, times: 1, status: 503 });
    expect((await call('GET', LIST)).status).toBe(200);
    const draft = { name: 'N', feature_flag_key: 'n' };
    expect((await call('POST', LIST, draft)).status).toBe(503);
    expect((await ok('GET', LIST))['count']).toBe(count);
    expect((await call('POST', LIST, draft)).status).toBe(201);
  });

  it('throttle with the wait in the header and in the text', async () => {
    await strike({ status: 429, retry_after: 7 });
    const response = await fetch(sandbox().url + LIST);
    expect(response.headers.get('retry-after')).toBe('7');
    expect(await response.json()).toMatchObject({
      detail: 'Request was throttled. Expected available in 7 seconds.',
    });
  });

  it('process the request and then cut off the response', async () => {
    const { call, ok } = caller(sandbox());
    const { count } = await ok('GET', LIST);
    await strike({ match: { method: 'POST' }, times: 1, cut: true });
    await expect(call('POST', LIST, { name: 'N', feature_flag_key: 'n' })).rejects.toThrow(
      TypeError,
    );
    expect((await ok('GET', LIST))['count']).toBe(Number(count) + 1);
  });

  it('answer truncated JSON, or an HTML page', async () => {
    const { call } = caller(sandbox());
    await strike({ body: 'truncated', times: 1 });
    const half = await call('GET', LIST);
    expect(half).toEqual({ status: 200, body: expect.stringMatching(/^\{"count"/) });
    await strike({ body: 'html', times: 1 });
    const response = await fetch(sandbox().url + LIST);
    expect(response.headers.get('content-type')).toContain('text/html');
  });

  it('answer an oversized body', async () => {
    await strike({ body: 'huge', times: 1 });
    const response = await fetch(sandbox().url + LIST);
    expect((await response.arrayBuffer()).byteLength).toBeGreaterThan(50_000_000);
  });

  it('delay responses, and are cleared on request', async () => {
    const { call } = caller(sandbox());
    const answered: string[] = [];
    const ask = async (path: string) => {
      await call('GET', path);
      answered.push(path);
    };
    await strike({ match: { path: LIST }, latency_ms: 2_000 });
    await Promise.all([ask(LIST), ask(HOLDOUTS)]);
    expect(answered).toEqual([HOLDOUTS, LIST]);
    expect((await call('DELETE', '/_sandbox/faults')).status).toBe(204);
    await strike({ match: { path: 'nowhere' }, status: 500 });
    expect((await call('GET', LIST)).status).toBe(200);
  });

  it('send a response slowly in pieces', async () => {
    await strike({ body: 'slow', times: 1 });
    const response = await fetch(sandbox().url + LIST, {
      headers: { authorization: 'Bearer phx_sandbox' },
    });
    const reader = response.body?.getReader();
    const first = await reader?.read();
    const length = Number(response.headers.get('content-length'));
    expect(first?.value?.byteLength).toBeLessThan(length / 10);
    await reader?.cancel();
  });
});
