import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startMcp, type TestMcp } from '../support/start-mcp.ts';

let mcp: TestMcp;
beforeEach(async () => {
  mcp = await startMcp();
});
afterEach(async () => {
  vi.useRealTimers();
  await mcp.close();
});

const SHIP = 'experiment-ship-variant';

async function running(): Promise<number> {
  const { structured } = await mcp.call('experiment-list', { status: 'running', limit: 1 });
  return structured['results'][0].id as number;
}

const writes = () => mcp.sandbox.requests().filter(({ method }) => method !== 'GET').length;

describe('a destructive tool', () => {
  it('first reports what it would send and change, and does nothing', async () => {
    const id = await running();
    mcp.sandbox.clearRequests();
    const { structured, text, isError } = await mcp.call(SHIP, { id, variant_key: 'test' });
    expect(isError).toBe(false);
    expect(text).toContain('Nothing has been done yet');
    expect(structured).toMatchObject({
      dryRun: true,
      request: {
        method: 'POST',
        path: `/api/projects/1/experiments/${id}/ship_variant/`,
        body: { variant_key: 'test' },
      },
      effect: {
        dryRun: {
          wouldSucceed: true,
          statusBefore: 'RUNNING',
          statusAfter: 'STOPPED',
          flagAfter: {
            variants: [
              { key: 'control', rolloutPercentage: 0 },
              { key: 'test', rolloutPercentage: 100 },
            ],
          },
        },
      },
    });
    expect(structured['loses']).toContain('overwritten');
    // The experiment is read once; the other reads are of its results.
    const read = mcp.sandbox.requests().map(({ method, path }) => `${method} ${path}`);
    expect(read.filter((one) => one.endsWith(`/experiments/${id}/`))).toHaveLength(1);
    expect(read.every((one) => one.startsWith('GET '))).toBe(true);
  });

  it('performs exactly the reported request when called again with the token', async () => {
    const id = await running();
    const args = { id, variant_key: 'test', conclusion: 'won' };
    const { structured } = await mcp.call(SHIP, args);
    mcp.sandbox.clearRequests();
    // The order of arguments does not matter.
    const done = await mcp.call(SHIP, {
      conclusion: 'won',
      confirm: structured['confirm'],
      variant_key: 'test',
      id,
    });
    expect(done.structured).toMatchObject({ id, status: 'stopped', conclusion: 'won' });
    // The state is read again, because the token is bound to it.
    const { method, path } = structured['request'];
    expect(mcp.sandbox.requests()).toMatchObject([{ method: 'GET' }, { method, path }]);
  });

  it.each([
    [
      'used twice',
      async (id: number, confirm: string) => {
        await mcp.call(SHIP, { id, variant_key: 'test', confirm });
        return { id, variant_key: 'test', confirm };
      },
      'already been used',
    ],
    [
      'used with other arguments',
      async (id: number, confirm: string) => ({ id, variant_key: 'control', confirm }),
      'different call',
    ],
    [
      'changed on the way',
      async (id: number, confirm: string) => ({ id, variant_key: 'test', confirm: `${confirm}x` }),
      'not issued by this server',
    ],
    [
      'made up',
      async (id: number) => ({ id, variant_key: 'test', confirm: 'yes' }),
      'not issued by this server',
    ],
  ])('refuses a token that was %s', async (_, second, why) => {
    const id = await running();
    const { structured } = await mcp.call(SHIP, { id, variant_key: 'test' });
    const args = await second(id, structured['confirm'] as string);
    const before = writes();
    const { isError, text } = await mcp.call(SHIP, args);
    expect(isError).toBe(true);
    expect(text).toMatch(/^CONFIRMATION_REFUSED/);
    expect(text).toContain(why);
    expect(writes()).toBe(before);
  });

  it('refuses the token of another tool, and of another key', async () => {
    const id = await running();
    const { structured } = await mcp.call('experiment-reset', { id });
    const { confirm } = structured;
    const other = await mcp.call('experiment-end', { id, confirm });
    expect(other.text).toContain('different call');
    const stranger = await mcp.call('experiment-reset', { id, confirm }, 'phx_readonly');
    expect(stranger.text).toContain('different call');
    expect(writes()).toBe(0);
  });

  it('refuses a token after five minutes', async () => {
    const id = await running();
    const { structured } = await mcp.call('experiment-reset', { id });
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 302_000 });
    const { text } = await mcp.call('experiment-reset', { id, confirm: structured['confirm'] });
    expect(text).toContain('older than 300 seconds');
    expect(writes()).toBe(0);
  });

  it('gives no token for an object that does not exist', async () => {
    for (const tool of ['experiment-reset', 'experiment-delete', 'experiment-holdout-delete']) {
      const { isError, text } = await mcp.call(tool, { id: 99_999 });
      expect(isError).toBe(true);
      expect(text).toMatch(/NOT_FOUND/);
      expect(text).not.toContain('v1.');
    }
  });

  it('reports that PostHog would refuse the call', async () => {
    const { structured: list } = await mcp.call('experiment-list', { status: 'draft', limit: 1 });
    const { structured } = await mcp.call('experiment-reset', { id: list['results'][0].id });
    expect(structured['effect'].dryRun).toMatchObject({
      wouldSucceed: false,
      preconditions: [{ holds: false, refusedOtherwise: 'Experiment is already in draft state.' }],
    });
  });

  it('shows the current object when the result cannot be predicted', async () => {
    const { structured } = await mcp.call('experiment-holdout-delete', { id: 1 });
    expect(structured).toMatchObject({
      request: { method: 'DELETE' },
      now: { id: 1, name: 'Quarterly holdout' },
    });
    const done = await mcp.call('experiment-holdout-delete', {
      id: 1,
      confirm: structured['confirm'],
    });
    expect(done.structured).toEqual({ done: true });
    expect((await mcp.call('experiment-holdout-get', { id: 1 })).text).toMatch(/^NOT_FOUND/);
  });
});

describe('deleting objects that PostHog only soft-deletes', () => {
  it('is done by the delete tool', async () => {
    const id = await running();
    const { structured } = await mcp.call('experiment-delete', { id });
    expect(structured['request']).toMatchObject({ method: 'PATCH', body: { deleted: true } });
    const done = await mcp.call('experiment-delete', { id, confirm: structured['confirm'] });
    expect(done.structured).toMatchObject({ id, deleted: true });
    const restored = await mcp.call('experiment-update', { id, deleted: false });
    expect(restored.structured).toMatchObject({ id, deleted: false });
  });

  it.each([
    'experiment-update',
    'experiment-replace',
    'feature-flag-update',
    'feature-flag-replace',
  ])('is refused by %s, which would not ask first', async (tool) => {
    const { text } = await mcp.call(tool, {
      id: 1,
      deleted: true,
      name: 'x',
      feature_flag_key: 'x',
      key: 'x',
    });
    expect(text).toMatch(/^VALIDATION_FAILED/);
  });
});
