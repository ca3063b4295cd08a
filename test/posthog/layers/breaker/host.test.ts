import { expect, it } from 'vitest';
import { createUpstream } from '../../../../src/posthog/client.ts';
import { UpstreamLedger } from '../../../../src/posthog/request/ledger.ts';
import {
  error,
  failureOf,
  failureOfKind,
  json,
  silence,
  text,
  type Respond,
} from '../../../support/fake-posthog.ts';
import { experiment, KEYS, startFailing } from './support.ts';

const down = text(503, '');

/** Fails several reads of different things, until the circuit of the host is open. */
async function openHost(posthog: Awaited<ReturnType<typeof startFailing>>, key?: string) {
  posthog.answers(down);
  await posthog.reads('experiment', 1, key);
  await posthog.reads('flag', 1, key);
}

it('failures of several operations and objects stop all calls', async () => {
  await using posthog = await startFailing();
  await openHost(posthog);
  expect(posthog.received).toHaveLength(5);
  for (let id = 2; id < 20; id += 1)
    expect(await posthog.reads('experiment', id)).toBe('CIRCUIT_OPEN');
  expect(posthog.received).toHaveLength(5);
  expect(posthog.upstream.openCircuit).toMatchObject({ retryAfterSeconds: 5 });
  expect(posthog.changes).toMatchObject([{ scope: 'host', state: 'open', reason: 'HTTP_503' }]);
});

it('one trial closes it for all, also for the addresses that had failed', async () => {
  await using posthog = await startFailing(KEYS);
  posthog.answers(down);
  await posthog.reads('experiment', 1);
  await posthog.reads('experiment', 1);
  await posthog.reads('flag', 1, KEYS[1]);
  expect(posthog.upstream.openCircuit).toBeDefined();
  posthog.received.length = 0;
  posthog.passes(5_001);
  await Promise.all(
    Array.from({ length: 20 }, (_, id) => posthog.reads('experiment', id + 10, KEYS[id % 2])),
  );
  expect(posthog.received).toHaveLength(1);
  posthog.passes(10_001);
  posthog.answers();
  expect(await posthog.reads('experiment', 7, KEYS[1])).toBe('ok');
  expect(await posthog.reads('experiment', 1)).toBe('ok');
  expect(posthog.upstream.openCircuit).toBeUndefined();
  expect(posthog.changes.at(-1)).toEqual({ scope: 'host', state: 'closed' });
});

it('the waits between trials double, to 30 seconds', async () => {
  await using posthog = await startFailing();
  await openHost(posthog);
  posthog.received.length = 0;
  for (const [trials, seconds] of [5, 10, 20, 30, 30].entries()) {
    posthog.passes(seconds * 1_000 - 500);
    await posthog.reads('experiment', 7);
    expect(posthog.received).toHaveLength(trials);
    posthog.passes(501);
    await posthog.reads('experiment', 7);
    expect(posthog.received).toHaveLength(trials + 1);
  }
});

it('a write is not sent, is not uncertain, and says so', async () => {
  await using posthog = await startFailing();
  await openHost(posthog);
  const failure = await failureOfKind(
    'unavailable',
    posthog
      .client({}, KEYS[0])
      .call('experiments_create', { path: { project_id: '1' }, body: { name: 'New' } as never }),
  );
  expect(failure).toMatchObject({ reason: 'CIRCUIT_OPEN', uncertain: false, check: undefined });
  expect(failure.message).toContain('nothing was sent');
  expect(posthog.received.filter(({ method }) => method === 'POST')).toEqual([]);
});

it('a write may be the trial, and is sent once', async () => {
  await using posthog = await startFailing();
  await openHost(posthog);
  posthog.passes(5_001);
  posthog.received.length = 0;
  posthog.answers(json(201, { id: 3 }));
  await posthog
    .client({}, KEYS[0])
    .call('experiments_create', { path: { project_id: '1' }, body: { name: 'New' } as never });
  expect(posthog.received).toHaveLength(1);
  expect(posthog.upstream.openCircuit).toBeUndefined();
});

it('one key stops no calls of another, whatever it asks for', async () => {
  await using posthog = await startFailing(KEYS);
  posthog.answers((response, request, index) =>
    (request.headers.authorization?.endsWith('one') ? down : json(200, { id: 2 }))(
      response,
      request,
      index,
    ),
  );
  for (let id = 1; id < 10; id += 1) {
    await posthog.reads('experiment', id);
    await posthog.reads('flag', id);
  }
  expect(posthog.upstream.openCircuit).toBeUndefined();
  expect(await posthog.reads('experiment', 1, KEYS[1])).toBe('ok');
});

it('nor does one that comes back after a pause, while others are in use', async () => {
  await using posthog = await startFailing(['phx_back']);
  posthog.passes(660_000);
  for (const key of KEYS) expect(await posthog.reads('experiment', 1, key)).toBe('ok');
  await openHost(posthog, 'phx_back');
  await posthog.reads('experiment', 2, 'phx_back');
  await posthog.reads('flag', 2, 'phx_back');
  expect(posthog.upstream.openCircuit).toBeUndefined();
});

it('a second key that fails as well shows that it is the host', async () => {
  await using posthog = await startFailing(KEYS);
  await openHost(posthog);
  expect(posthog.upstream.openCircuit).toBeUndefined();
  posthog.received.length = 0;
  expect(await posthog.reads('flag', 7, KEYS[1])).toBe('CIRCUIT_OPEN');
  expect(posthog.received).toHaveLength(1);
});

it('made-up keys, which PostHog refuses, neither open the circuit nor keep it from opening', async () => {
  await using posthog = await startFailing(KEYS);
  const refused = json(401, error('authentication_error', 'not_authenticated', 'No.'));
  posthog.answers((response, request, index) =>
    (request.headers.authorization?.includes('made-up') ? refused : down)(response, request, index),
  );
  const madeUp = (number: number) => posthog.reads('experiment', number, `phx_made-up-${number}`);
  for (let number = 0; number < 20; number += 1)
    expect(await madeUp(number)).toBe('unauthenticated');
  expect(posthog.upstream.openCircuit).toBeUndefined();
  await posthog.reads('experiment', 1);
  await madeUp(20);
  expect(await posthog.reads('flag', 1, KEYS[1])).toBe('CIRCUIT_OPEN');
});

it('several made-up keys do not count as several callers', async () => {
  await using posthog = await startFailing([...KEYS]);
  posthog.answers((response, request, index) =>
    (request.headers.authorization?.includes('made-up') ? down : json(200, { id: 2 }))(
      response,
      request,
      index,
    ),
  );
  for (let number = 0; number < 20; number += 1) {
    await posthog.reads('experiment', number, `phx_made-up-${number}`);
    await posthog.reads('flag', number, `phx_made-up-${number}`);
  }
  expect(posthog.upstream.openCircuit).toBeUndefined();
  expect(await posthog.reads('experiment', 1)).toBe('ok');
});

it('one experiment that fails, whatever is read of it, does not stop the others', async () => {
  await using posthog = await startFailing();
  const failsOne: Respond = (response, request, index) =>
    (request.url.includes('/experiments/1/') ? down : json(200, { id: 2 }))(
      response,
      request,
      index,
    );
  posthog.answers(failsOne);
  const client = posthog.client({}, KEYS[0]);
  for (let reads = 0; reads < 5; reads += 1) {
    await failureOf(client.call('experiments_retrieve', experiment(1)));
    await failureOf(client.call('experiments_activity_retrieve', experiment(1)));
  }
  expect(posthog.upstream.openCircuit).toBeUndefined();
  expect(await posthog.reads('experiment', 2)).toBe('ok');
});

it('answers that take most of the time limit stop calls too, and are given to their callers', async () => {
  await using posthog = await startFailing([KEYS[0]], { timeoutMs: 5_000 });
  posthog.answers((response, request, index) => {
    posthog.passes(4_500);
    json(200, { id: 1 })(response, request, index);
  });
  for (const id of [1, 2, 3]) expect(await posthog.reads('experiment', id)).toBe('ok');
  for (const id of [1, 2]) expect(await posthog.reads('flag', id)).toBe('ok');
  expect(await posthog.reads('flag', 3)).toBe('CIRCUIT_OPEN');
  expect(posthog.changes).toMatchObject([{ scope: 'host', state: 'open', reason: 'slow' }]);
});

it('refused connections need no second operation', async () => {
  const upstream = createUpstream({
    host: 'http://127.0.0.1:1',
    concurrency: 4,
    timeoutMs: 5_000,
    sleep: () => Promise.resolve(),
  });
  const ledger = new UpstreamLedger();
  const read = (id: number) =>
    failureOfKind(
      'unavailable',
      upstream.for({ apiKey: 'phx_any' }, { ledger }).call('experiments_retrieve', experiment(id)),
    );
  expect((await read(1)).reason).toBe('ECONNREFUSED');
  expect((await read(1)).reason).toBe('CIRCUIT_OPEN');
  expect((await read(2)).reason).toBe('CIRCUIT_OPEN');
  await upstream.close();
});

it('calls that wait for a place when the circuit opens are not sent, and cost no budget', async () => {
  await using posthog = await startFailing([KEYS[0]], { concurrency: 2, timeoutMs: 60 });
  posthog.answers(silence);
  const before = posthog.upstream.budget({ apiKey: KEYS[0] })!.minuteRemaining;
  const reads = Array.from({ length: 30 }, (_, id) =>
    posthog.reads(id % 2 ? 'flag' : 'experiment', id),
  );
  const ends = await Promise.all(reads);
  expect(posthog.received).toHaveLength(3);
  expect(ends.filter((end) => end === 'timeout').length).toBeGreaterThanOrEqual(3);
  expect(posthog.upstream.budget({ apiKey: KEYS[0] })!.minuteRemaining).toBe(before - 3);
});
