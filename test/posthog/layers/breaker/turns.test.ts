import { expect, it } from 'vitest';
import { cut, error, json, silence, text, type Respond } from '../../../support/fake-posthog.ts';
import { experiment, KEYS, startFailing } from './support.ts';

const down = text(503, '');
const [ONE, TWO] = KEYS;

type Failing = Awaited<ReturnType<typeof startFailing>>;

/** Fails reads of two keys, until the circuit of the host is open. */
async function openHost(posthog: Failing) {
  posthog.answers(down);
  await posthog.reads('experiment', 1, ONE);
  await posthog.reads('flag', 1, TWO);
  expect(posthog.upstream.openCircuit).toBeDefined();
}

/** PostHog works again, except for calls with this text in their address or key. */
const worksExcept =
  (part: string, fails: Respond): Respond =>
  (response, request, index) =>
    (`${request.url} ${request.headers.authorization}`.includes(part)
      ? fails
      : json(200, { id: 1 }))(response, request, index);

it('one object that still fails does not keep the circuit open for others, however often it is asked for', async () => {
  await using posthog = await startFailing(KEYS);
  await openHost(posthog);
  posthog.answers(worksExcept('/experiments/7/', down));
  posthog.passes(5_001);
  expect(await posthog.reads('experiment', 7, ONE)).not.toBe('ok');
  expect(await posthog.reads('experiment', 9, TWO)).toBe('CIRCUIT_OPEN');
  posthog.passes(10_001);
  posthog.received.length = 0;
  expect(await posthog.reads('experiment', 7, ONE)).toBe('CIRCUIT_OPEN');
  expect(await posthog.reads('experiment', 9, TWO)).toBe('ok');
  expect(posthog.received).toHaveLength(1);
  expect(posthog.upstream.openCircuit).toBeUndefined();
});

it('where nobody else asks, the one whose trial failed makes the next one when it is due', async () => {
  await using posthog = await startFailing(KEYS);
  await openHost(posthog);
  posthog.passes(5_001);
  expect(await posthog.reads('experiment', 7, ONE)).not.toBe('ok');
  posthog.answers();
  posthog.passes(10_001);
  expect(await posthog.reads('experiment', 7, ONE)).toBe('ok');
});

it('others go first for five seconds only', async () => {
  await using posthog = await startFailing(KEYS);
  await openHost(posthog);
  posthog.passes(5_001);
  await posthog.reads('experiment', 7, ONE);
  await posthog.reads('experiment', 9, TWO);
  posthog.answers();
  posthog.passes(10_001);
  expect(await posthog.reads('experiment', 7, ONE)).toBe('CIRCUIT_OPEN');
  posthog.passes(5_001);
  expect(await posthog.reads('experiment', 7, ONE)).toBe('ok');
});

it('made-up keys do not take all trials', async () => {
  await using posthog = await startFailing(KEYS);
  await openHost(posthog);
  const refused = json(401, error('authentication_error', 'not_authenticated', 'No.'));
  const held = Promise.withResolvers<() => void>();
  posthog.answers(
    worksExcept('made-up', (...exchange) => {
      held.resolve(() => {
        refused(...exchange);
      });
    }),
  );
  posthog.passes(5_001);
  const trial = posthog.reads('experiment', 1, 'phx_made-up-1');
  const answer = await held.promise;
  expect(await posthog.reads('experiment', 9, TWO)).toBe('CIRCUIT_OPEN');
  answer();
  expect(await trial).toBe('unauthenticated');
  posthog.answers(worksExcept('made-up', refused));
  expect(await posthog.reads('experiment', 1, 'phx_made-up-2')).toBe('CIRCUIT_OPEN');
  expect(await posthog.reads('experiment', 9, TWO)).toBe('ok');
  expect(await posthog.reads('experiment', 1, 'phx_made-up-3')).toBe('unauthenticated');
});

it('a caller who leaves during trials does not take all of them', async () => {
  await using posthog = await startFailing(KEYS);
  await openHost(posthog);
  posthog.answers(worksExcept('one', silence));
  posthog.passes(5_001);
  posthog.received.length = 0;
  const leaving = new AbortController();
  const left = posthog
    .client({ signal: leaving.signal }, ONE)
    .call('experiments_retrieve', experiment(3))
    .catch(() => 'left');
  await expect.poll(() => posthog.received.length).toBe(1);
  expect(await posthog.reads('experiment', 9, TWO)).toBe('CIRCUIT_OPEN');
  leaving.abort();
  await left;
  expect(await posthog.reads('experiment', 4, ONE)).toBe('CIRCUIT_OPEN');
  expect(await posthog.reads('experiment', 9, TWO)).toBe('ok');
});

it('failures of the only key in use do not stop the first call of another one', async () => {
  await using posthog = await startFailing(KEYS);
  // Nobody but the first key has been answered for ten minutes.
  posthog.passes(600_001);
  expect(await posthog.reads('experiment', 99, ONE)).toBe('ok');
  posthog.answers(worksExcept('one', cut));
  await posthog.reads('experiment', 1, ONE);
  await posthog.reads('flag', 1, ONE);
  expect(posthog.upstream.openCircuit).toBeDefined();
  posthog.received.length = 0;
  expect(await posthog.reads('experiment', 9, TWO)).toBe('ok');
  expect(posthog.received).toHaveLength(1);
  expect(posthog.upstream.openCircuit).toBeUndefined();
});

it('if the other key fails too, both wait', async () => {
  await using posthog = await startFailing(KEYS);
  posthog.passes(600_001);
  await posthog.reads('experiment', 99, ONE);
  posthog.answers(down);
  await posthog.reads('experiment', 1, ONE);
  await posthog.reads('flag', 1, ONE);
  posthog.received.length = 0;
  for (let id = 1; id < 9; id += 1)
    expect(await posthog.reads('experiment', id, TWO)).toBe('CIRCUIT_OPEN');
  expect(posthog.received).toHaveLength(1);
});
