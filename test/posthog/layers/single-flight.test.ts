import { describe, expect, it, vi } from 'vitest';
import { UpstreamLedger } from '../../../src/posthog/request/ledger.ts';
import { fakePostHog, failureOf, json, type Respond } from '../../support/fake-posthog.ts';

const experiment = { path: { project_id: '1', id: 5 } };

/** A server that delays its answers until they are released. */
function held() {
  const gate = Promise.withResolvers<void>();
  const answer: Respond = (...args) =>
    void gate.promise.then(() => json(200, { id: 5, call: args[2] })(...args));
  return { answer, letGo: () => gate.resolve() };
}

const byText = (a: string, b: string) => a.localeCompare(b);
const turns = () => new Promise((done) => setImmediate(done));

describe('identical reads in flight', () => {
  it('become one call for all requests of the same key, and each ledger counts its part', async () => {
    const { answer, letGo } = held();
    await using posthog = await fakePostHog(answer);
    const ledgers = [new UpstreamLedger(), new UpstreamLedger(), new UpstreamLedger()];
    const reads = ledgers.map((ledger) =>
      posthog.client({ ledger }).call('experiments_retrieve', experiment),
    );
    await posthog.arrived;
    letGo();

    const answers = await Promise.all(reads);
    expect(posthog.received).toHaveLength(1);
    expect(answers).toEqual([answers[0], answers[0], answers[0]]);
    expect(ledgers.map((ledger) => [ledger.calls, ledger.deduplicated])).toEqual([
      [1, 0],
      [0, 1],
      [0, 1],
    ]);
  });

  it('are separate calls when sharing is disabled', async () => {
    await using posthog = await fakePostHog(json(200, { id: 5 }), { shareInFlight: false });
    const read = () => posthog.client().call('experiments_retrieve', experiment);
    await Promise.all([read(), read()]);
    expect(posthog.received).toHaveLength(2);
    expect(posthog.ledger).toMatchObject({ calls: 2, deduplicated: 0 });
  });

  it('are never shared between two keys', async () => {
    const { answer, letGo } = held();
    await using posthog = await fakePostHog(answer);
    const reads = ['phx_a', 'phx_b'].map((key) =>
      posthog.client({}, key).call('experiments_retrieve', experiment),
    );
    await posthog.arrived;
    letGo();
    await Promise.all(reads);

    expect(
      posthog.received.map(({ headers }) => headers.authorization ?? '').toSorted(byText),
    ).toEqual(['Bearer phx_a', 'Bearer phx_b']);
  });

  it('continue when the first caller leaves, and are aborted when the last one leaves', async () => {
    const { answer } = held();
    await using posthog = await fakePostHog(answer);
    const [first, second] = [new AbortController(), new AbortController()];
    const one = failureOf(
      posthog.client({ signal: first.signal }).call('experiments_retrieve', experiment),
    );
    await posthog.arrived;
    const two = failureOf(
      posthog.client({ signal: second.signal }).call('experiments_retrieve', experiment),
    );
    await turns();

    first.abort();
    expect((await one).kind).toBe('cancelled');
    const closed = await Promise.race([posthog.closed.then(() => true), turns().then(() => false)]);
    expect(closed).toBe(false);

    second.abort();
    expect((await two).kind).toBe('cancelled');
    await posthog.closed;
    expect(posthog.received).toHaveLength(1);
  });

  it('are not shared across a write: a read after it is sent after it', async () => {
    const { answer, letGo } = held();
    await using posthog = await fakePostHog((response, request, index) =>
      request.method === 'GET' && index > 0
        ? answer(response, request, index)
        : json(200, { id: 5 })(response, request, index),
    );
    const client = posthog.client();
    // The first call of a key goes alone.
    await client.call('experiments_retrieve', experiment);
    const before = client.call('experiments_retrieve', experiment);
    await vi.waitFor(() => expect(posthog.received).toHaveLength(2));
    await client.call('experiments_launch_create', experiment);
    const after = client.call('experiments_retrieve', experiment);
    await turns();
    letGo();
    await Promise.all([before, after]);

    expect(posthog.received.map(({ method }) => method)).toEqual(['GET', 'GET', 'POST', 'GET']);
  });
});
