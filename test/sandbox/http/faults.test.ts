import { afterEach, describe, expect, it } from 'vitest';
import { caller } from '../support/caller.ts';
import { useCheckedSandbox } from '../support/checked-sandbox.ts';

const LIST = '/api/projects/1/experiments/';
const HOLDOUTS = '/api/projects/1/experiment_holdouts/';

describe('weather', () => {
  const sandbox = useCheckedSandbox();
  const strike = async (fault: object): Promise<void> => {
    const answer = await caller(sandbox()).call('POST', '/_sandbox/faults', fault);
    expect(answer).toEqual({ status: 204, body: '' });
  };

  afterEach(() => {
    sandbox().reset();
  });

  it('refuses as often as told, only where it matches, without doing anything', async () => {
    const { call, ok } = caller(sandbox());
    const { count } = await ok('GET', LIST);
    await strike({ match: { method: 'post', path: '/experiments/$' }, times: 1, status: 503 });
    expect((await call('GET', LIST)).status).toBe(200);
    const draft = { name: 'N', feature_flag_key: 'n' };
    expect((await call('POST', LIST, draft)).status).toBe(503);
    expect((await ok('GET', LIST))['count']).toBe(count);
    expect((await call('POST', LIST, draft)).status).toBe(201);
  });

  it('throttles with the wait in the header and in the text', async () => {
    await strike({ status: 429, retry_after: 7 });
    const response = await fetch(sandbox().url + LIST);
    expect(response.headers.get('retry-after')).toBe('7');
    expect(await response.json()).toMatchObject({
      detail: 'Request was throttled. Expected available in 7 seconds.',
    });
  });

  it('does the work and then cuts the answer off', async () => {
    const { call, ok } = caller(sandbox());
    const { count } = await ok('GET', LIST);
    await strike({ match: { method: 'POST' }, times: 1, cut: true });
    await expect(call('POST', LIST, { name: 'N', feature_flag_key: 'n' })).rejects.toThrow(
      TypeError,
    );
    expect((await ok('GET', LIST))['count']).toBe(Number(count) + 1);
  });

  it('answers half a JSON, or a page of HTML', async () => {
    const { call } = caller(sandbox());
    await strike({ body: 'truncated', times: 1 });
    const half = await call('GET', LIST);
    expect(half).toEqual({ status: 200, body: expect.stringMatching(/^\{"count"/) });
    await strike({ body: 'html', times: 1 });
    const response = await fetch(sandbox().url + LIST);
    expect(response.headers.get('content-type')).toContain('text/html');
  });

  it('answers more than anyone wants to read', async () => {
    await strike({ body: 'huge', times: 1 });
    const response = await fetch(sandbox().url + LIST);
    expect((await response.arrayBuffer()).byteLength).toBeGreaterThan(50_000_000);
  });

  it('comes late, and clears on demand', async () => {
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

  it('drips an answer out slowly', async () => {
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
