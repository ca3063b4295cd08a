import { expect, it, vi } from 'vitest';
import {
  error,
  failureOf,
  fakePostHog,
  json,
  silence,
  type Respond,
} from '../../support/fake-posthog.ts';
import { startGraph } from '../../support/graph.ts';

const refusal = json(401, error('authentication_error', 'authentication_failed', 'No such key.'));
const experiment = (id: number) => ({ path: { project_id: '1', id } });
const MADE_UP = 'phx_somebodyMadeThisUp';

it('a key that PostHog refuses makes one call, however many it asked for at once', async () => {
  await using posthog = await fakePostHog(refusal);
  const client = posthog.client({}, MADE_UP);
  const failures = await Promise.all(
    Array.from({ length: 170 }, (_, id) =>
      failureOf(client.call('experiments_retrieve', experiment(id))),
    ),
  );
  expect(posthog.received).toHaveLength(1);
  expect(posthog.ledger.calls).toBe(1);
  for (const { kind, message, operation } of failures) {
    expect({ kind, message, operation }).toEqual({
      kind: 'unauthenticated',
      message: 'No such key.',
      operation: 'experiments_retrieve',
    });
  }
});

it('a write behind the refused first call is not sent, and is not uncertain', async () => {
  await using posthog = await fakePostHog(refusal);
  const client = posthog.client({}, MADE_UP);
  const [, write] = await Promise.all([
    failureOf(client.call('experiments_retrieve', experiment(1))),
    failureOf(client.call('experiments_launch_create', experiment(2))),
  ]);
  expect(write).toMatchObject({ kind: 'unauthenticated', uncertain: false });
  expect(posthog.received.map(({ method }) => method)).toEqual(['GET']);
});

it('once PostHog has accepted a key, its calls run at the same time', async () => {
  const held: (() => void)[] = [];
  const hold: Respond = (response, request, index) => {
    const answer = () => json(200, { id: index })(response, request, index);
    if (index === 0) answer();
    else held.push(answer);
  };
  await using posthog = await fakePostHog(hold, { concurrency: 20 });
  const client = posthog.client();
  const calls = [1, 2, 3, 4].map((id) => client.call('experiments_retrieve', experiment(id)));
  await vi.waitFor(() => expect(held).toHaveLength(3));
  for (const answer of held) answer();
  await Promise.all(calls);
  expect(posthog.received).toHaveLength(4);
});

it.each([
  ['another failure', json(500, {})],
  ['a missing scope', json(403, error('authentication_error', 'permission_denied', 'No.'))],
])('after %s of the first call the others are sent', async (_what, first) => {
  await using posthog = await fakePostHog((response, request, index) =>
    (index === 0 ? first : json(200, { id: 1 }))(response, request, index),
  );
  const client = posthog.client();
  const settled = await Promise.allSettled(
    [1, 2, 3].map((id) => client.call('experiments_launch_create', experiment(id))),
  );
  expect(settled.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'fulfilled']);
});

it('calls do not wait long for a first call that hangs, and a caller who leaves does not wait at all', async () => {
  await using posthog = await fakePostHog((response, request, index) =>
    (index === 0 ? silence : json(200, { id: 1 }))(response, request, index),
  );
  const leaving = new AbortController();
  const hanging = failureOf(
    posthog.client({ signal: leaving.signal }).call('experiments_retrieve', experiment(1)),
  );
  await posthog.arrived;
  const impatient = new AbortController();
  const left = failureOf(
    posthog.client({ signal: impatient.signal }).call('experiments_retrieve', experiment(2)),
  );
  impatient.abort();
  expect(await left).toMatchObject({ kind: 'cancelled' });
  const other = await posthog.client().call('experiments_retrieve', experiment(3));
  expect(other.id).toBe(1);
  leaving.abort();
  await hanging;
  expect(posthog.received.map(({ url }) => url)).toEqual([
    '/api/projects/1/experiments/1/',
    '/api/projects/1/experiments/3/',
  ]);
});

it('made-up keys together take at most half of the slots, and known keys go on', async () => {
  const known = 'phx_knownKeyOfSomebody';
  const hang: Respond = (response, request, index) => {
    if (request.headers.authorization?.endsWith(known))
      json(200, { id: 1 })(response, request, index);
  };
  await using posthog = await fakePostHog(hang, { concurrency: 4 });
  const client = posthog.client({}, known);
  await client.call('experiments_retrieve', experiment(0));
  const leaving = new AbortController();
  const strangers = Array.from({ length: 50 }, (_, n) =>
    failureOf(
      posthog
        .client({ signal: leaving.signal }, `phx_madeUp${n}`)
        .call('experiments_retrieve', experiment(n)),
    ),
  );
  await vi.waitFor(() => expect(posthog.received).toHaveLength(3));
  await Promise.all(
    [1, 2, 3, 4, 5].map((id) => client.call('experiments_retrieve', experiment(id))),
  );
  leaving.abort();
  await Promise.all(strangers);
  expect(
    posthog.received.filter(({ headers }) => !headers.authorization?.endsWith(known)),
  ).toHaveLength(2);
});

it('a GraphQL request with a made-up key and many ids makes one call', async () => {
  await using graph = await startGraph();
  const ids = Array.from(
    { length: 100 },
    (_, n) => `a${n}: experiment(id: ${n + 1}) { name metrics { name } }`,
  );
  const { errors } = await graph.query(`{ ${ids.join(' ')} }`, {}, { key: MADE_UP });
  expect(new Set(errors?.map(({ extensions }) => extensions['code']))).toEqual(
    new Set(['UNAUTHENTICATED']),
  );
  expect(graph.sandbox.requests()).toHaveLength(1);
});
