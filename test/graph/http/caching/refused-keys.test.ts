import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startGraph, type TestGraph, type TestGraphOptions } from '../../../support/graph.ts';
import { injectFault } from '../../../support/sandbox-control.ts';

const FRESH = 'query @fresh(maxAge: 86400) { experiments(first: 2) { nodes { name } } }';
const PLAIN = '{ experiments(first: 2) { nodes { name } } }';
const HOLDOUTS = '{ holdouts { nodes { name } } }';
const FLAGS = '{ featureFlags(first: 1) { nodes { key } } }';

let now: number;
let graph: TestGraph;
let wake: () => void;

async function start(options: TestGraphOptions = {}) {
  graph = await startGraph({
    freshness: {
      seconds: { experiments: 5, settings: 60, results: 86_400 },
      maxStaleMs: 600_000,
      maxBytes: 64_000_000,
    },
    now: () => now,
    compiles: true,
    ...options,
  });
}

/** Looks for what is to be refreshed only when the test says so, by `wake`. */
function refreshing(): TestGraphOptions {
  const waits: (() => void)[] = [];
  wake = () => {
    for (const end of waits.splice(0)) end();
  };
  return {
    tick: (_ms, signal) =>
      new Promise((resolve, reject) => {
        waits.push(resolve);
        signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
      }),
  };
}
beforeEach(() => {
  now = Date.parse('2026-11-28T12:00:00Z');
});
afterEach(() => graph.close());

/** What a query comes to: its calls, and the code of its error. */
async function outcome(document: string, key?: string) {
  const { calls, errors } = await graph.query(document, {}, key === undefined ? {} : { key });
  return [calls, errors?.[0]?.extensions['code'] ?? 'answered'];
}
const refuse = (status: number, path = '.') => injectFault(graph.sandbox, path, { status });
const relent = () => fetch(`${graph.sandbox.url}/_sandbox/faults`, { method: 'DELETE' });

describe('a key that PostHog has refused with 401', () => {
  it('gets nothing more from what was cached for it, however old an answer it takes', async () => {
    await start();
    for (const document of [FRESH, PLAIN, HOLDOUTS]) await outcome(document);
    expect(await outcome(FRESH)).toEqual([0, 'answered']);
    await refuse(401);
    expect(await outcome(FLAGS)).toEqual([1, 'UNAUTHENTICATED']);
    for (const document of [FRESH, PLAIN, HOLDOUTS])
      expect(await outcome(document)).toEqual([1, 'UNAUTHENTICATED']);
  });

  it('gets no stale answer either, once PostHog cannot be reached', async () => {
    await start();
    await outcome(PLAIN);
    await refuse(401);
    await outcome(FLAGS);
    await relent();
    await refuse(500);
    now += 10_000;
    const { data, errors, calls } = await graph.query(PLAIN);
    expect(data['experiments'] ?? null).toBeNull();
    expect(errors?.[0]?.extensions['code']).toBe('UPSTREAM_UNAVAILABLE');
    expect(calls).toBeGreaterThan(0);
  });

  it('takes nothing from another key, and is served again as soon as PostHog accepts it', async () => {
    await start();
    const other = 'phx_readonly';
    await outcome(PLAIN);
    await outcome(PLAIN, other);
    await refuse(401, 'feature_flags');
    expect(await outcome(FLAGS)).toEqual([1, 'UNAUTHENTICATED']);
    expect(await outcome(PLAIN, other)).toEqual([0, 'answered']);
    await relent();
    expect(await outcome(PLAIN)).toEqual([1, 'answered']);
    expect(await outcome(PLAIN)).toEqual([0, 'answered']);
  });

  it('loses its answers also when only a refresh ahead was refused', async () => {
    await start(refreshing());
    await outcome(HOLDOUTS);
    await outcome(PLAIN);
    await outcome(PLAIN);
    await refuse(401);
    graph.sandbox.clearRequests();
    now += 4_500;
    wake();
    await vi.waitFor(() => expect(graph.sandbox.requests()).toHaveLength(1));
    for (let turn = 0; turn < 20; turn += 1) await new Promise(setImmediate);
    expect(await outcome(HOLDOUTS)).toEqual([1, 'UNAUTHENTICATED']);
  });

  it('keeps no reads of others from being cached when somebody has made it up', async () => {
    await start();
    await outcome(HOLDOUTS);
    await injectFault(graph.sandbox, 'experiments', { latency_ms: 100 });
    const reading = outcome(PLAIN);
    expect(await outcome(FLAGS, 'phx_somebodyMadeThisUp')).toEqual([1, 'UNAUTHENTICATED']);
    expect(await reading).toEqual([1, 'answered']);
    expect(await outcome(PLAIN)).toEqual([0, 'answered']);
  });
});

describe('a key that PostHog refuses something with 403', () => {
  it('gets nothing more from what was cached for it in that project', async () => {
    await start();
    for (const document of [FRESH, HOLDOUTS]) await outcome(document);
    await refuse(403);
    expect(await outcome(FLAGS)).toEqual([1, 'FORBIDDEN']);
    for (const document of [FRESH, HOLDOUTS])
      expect(await outcome(document)).toEqual([1, 'FORBIDDEN']);
  });

  it('keeps its cached answers when the same was refused before: it may lack a scope for good', async () => {
    await start();
    await outcome(PLAIN);
    await refuse(403, 'feature_flags');
    expect(await outcome(FLAGS)).toEqual([1, 'FORBIDDEN']);
    expect(await outcome(PLAIN)).toEqual([1, 'answered']);
    for (let again = 0; again < 3; again += 1) {
      expect(await outcome(FLAGS)).toEqual([1, 'FORBIDDEN']);
      expect(await outcome(PLAIN)).toEqual([0, 'answered']);
    }
  });

  it('keeps them when other objects of what is refused are asked for, by whatever ids', async () => {
    await start();
    await refuse(403, 'feature_flags');
    await outcome(PLAIN);
    const flag = (id: number) => outcome(`{ featureFlag(id: "${id}") { key } }`);
    expect(await flag(90_001)).toEqual([1, 'FORBIDDEN']);
    expect(await outcome(PLAIN)).toEqual([1, 'answered']);
    for (const id of [90_002, 90_003, 90_004]) {
      expect(await flag(id)).toEqual([1, 'FORBIDDEN']);
      expect(await outcome(PLAIN)).toEqual([0, 'answered']);
    }
  });

  it('loses them again when what was given back is taken away again', async () => {
    await start();
    for (let round = 0; round < 2; round += 1) {
      await outcome(PLAIN);
      await refuse(403, 'feature_flags');
      now += 60_000;
      expect(await outcome(FLAGS)).toEqual([1, 'FORBIDDEN']);
      expect(await outcome(FRESH)).toEqual([1, 'answered']);
      await relent();
      expect(await outcome(FLAGS)).toEqual([1, 'answered']);
    }
  });
});
