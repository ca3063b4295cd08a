import { expect, it } from 'vitest';
import { UpstreamLedger } from '../../../../../src/posthog/request/ledger.ts';
import { PlannedRequest } from '../../../../../src/posthog/request/planned-request.ts';
import { injectFault } from '../../../../support/sandbox-control.ts';
import {
  startThrottledReplicas,
  type Replica,
  type ThrottledReplicasOptions,
} from '../../../../support/throttled-replicas.ts';
import {
  DASHBOARD,
  KEY,
  LIMIT,
  limited,
  ok,
  ONE_CALL,
  RENAME,
  sendInTurn,
  useUp,
  withCode,
} from './asking.ts';

/** What several replicas do with one key over any store that they share. */
export function replicasContract(openStore: ThrottledReplicasOptions['openStore']): void {
  const start = (more: Partial<ThrottledReplicasOptions> = {}) =>
    startThrottledReplicas({ openStore, ...limited, ...more });

  it.each([2, 3])(
    'of 100 reads over %i replicas, as many are sent as PostHog allows, and it refuses none',
    async (count) => {
      await using all = await start({ count });
      await useUp(all);
      const answers = await sendInTurn(all.replicas, 100);
      expect(ok(answers)).toBe(60);
      expect(withCode(answers, 'BUDGET_EXCEEDED')).toBe(40);
      expect(all.statuses()).toEqual({ 200: 60 });

      await all.pass(61);
      expect(ok(await sendInTurn(all.replicas, 20))).toBe(20);
    },
  );

  it('reads that arrive at once at all replicas are together within the limit', async () => {
    await using all = await start({ count: 3 });
    await useUp(all);
    const answers = await Promise.all(
      Array.from({ length: 100 }, (_, index) => all.replicas[index % 3]!.query(ONE_CALL)),
    );
    expect([ok(answers), withCode(answers, 'BUDGET_EXCEEDED')]).toEqual([60, 40]);
    expect(all.statuses()).toEqual({ 200: 60 });
  });

  it('an operation of many calls is admitted whole or refused at once, whatever replica it reaches', async () => {
    await using all = await start();
    await useUp(all);
    const [here, there] = all.replicas as [Replica, Replica];
    await sendInTurn([here], 40);
    all.statuses();
    const refused = await there.query(DASHBOARD);
    expect(refused.codes).toContain('BUDGET_EXCEEDED');
    expect(new Set(refused.codes)).toEqual(new Set(['BUDGET_EXCEEDED']));
    expect(all.statuses()).toEqual({});
    // There is room for what is small, and for a mutation.
    const rename = await there.query(RENAME);
    expect(rename.codes).toEqual([]);
    expect(rename.data?.['updateFeatureFlag'].__typename).toBe('UpdateFeatureFlagPayload');
  });

  it('operations of many calls that arrive together do not take each other’s calls', async () => {
    await using all = await start({ count: 3 });
    await useUp(all);
    const answers = await Promise.all(
      Array.from({ length: 6 }, (_, index) => all.replicas[index % 3]!.query(DASHBOARD)),
    );
    expect(ok(answers)).toBe(2);
    expect(answers.filter(({ data }) => data?.['experiments'])).toHaveLength(2);
    expect(all.statuses()).toEqual({ 200: 52 });
  });

  it('each replica says what is left of the key over all of them', async () => {
    await using all = await start();
    const [here, there] = all.replicas as [Replica, Replica];
    await sendInTurn([here], 20);
    const answer = await there.query(ONE_CALL);
    expect(answer.upstream['budget']).toEqual({ minuteRemaining: 39, hourRemaining: 4_779 });
    const viewer = await there.query('{ viewer { budget { minuteRemaining nextCallAt } } }');
    expect(viewer.data?.['viewer'].budget.minuteRemaining).toBe(38);
    expect(there.upstream.budget({ apiKey: KEY })).toMatchObject({ confidence: 'counted' });
    // Who does not call hears of it by messages, at the latest after five calls.
    await sendInTurn([there], 18);
    await expect
      .poll(() => here.upstream.budget({ apiKey: KEY })?.minuteRemaining)
      .toBeLessThanOrEqual(25);
  });

  it('what PostHog does not count is given back to all', async () => {
    await using all = await start();
    const [here, there] = all.replicas as [Replica, Replica];
    await injectFault(all.sandbox, '/api/projects/1/experiments/', { status: 403, times: 3 });
    const answers = await sendInTurn([here], 3);
    expect(ok(answers)).toBe(0);
    await there.query(ONE_CALL);
    expect(there.upstream.budget({ apiKey: KEY })?.minuteRemaining).toBe(LIMIT - 1);
  });

  it('a 429 that one replica gets stops all, until one of them finds that it is over', async () => {
    await using all = await start({ requestTimeoutMs: 5_000 });
    const [here, there] = all.replicas as [Replica, Replica];
    // Something else uses up the key.
    await useUp(all, 480);
    expect((await here.query(ONE_CALL)).codes).toEqual(['RATE_LIMITED']);
    expect((await there.query(ONE_CALL)).codes).toEqual(['BUDGET_EXCEEDED']);
    expect(all.statuses()).toEqual({ 429: 1 });
    expect(there.upstream.budget({ apiKey: KEY })).toMatchObject({
      minuteRemaining: 0,
      confidence: 'corrected',
    });

    // One call of all replicas probes the throttle.
    await all.pass(11);
    const probes = await Promise.all([here.query(ONE_CALL), there.query(ONE_CALL)]);
    expect(probes.flatMap(({ codes }) => codes).toSorted()).toEqual([
      'BUDGET_EXCEEDED',
      'RATE_LIMITED',
    ]);
    expect(all.statuses()).toEqual({ 429: 1 });

    await all.pass(60);
    expect((await there.query(ONE_CALL)).codes).toEqual([]);
    expect((await here.query(ONE_CALL)).codes).toEqual([]);
    expect(all.statuses()).toEqual({ 200: 2 });
  });

  it('a mutation that waits at one replica goes before a query that waits at another', async () => {
    await using all = await start();
    const [here, there] = all.replicas as [Replica, Replica];
    const [first, second] = [holding(here, 31), holding(there, 29)];
    await Promise.all([first.call(), second.call()]);
    const order: string[] = [];
    const wait = async (who: string, waiting: ReturnType<typeof holding>) => {
      await waiting.call();
      order.push(who);
      waiting.end();
    };
    const query = wait('query', holding(here, 29));
    const mutation = wait('mutation', holding(there, 29, { isMutation: true }));
    await new Promise((resolve) => setTimeout(resolve, 250));
    expect(order).toEqual([]);
    // Of the 60 calls, two are counted and 28 reserved: one of both fits.
    first.end();
    await mutation;
    expect(order).toEqual(['mutation']);
    await query;
    second.end();
  });

  it('calls that a replica set aside and did not make are there for the others when its operation ends', async () => {
    await using all = await start();
    const [here, there] = all.replicas as [Replica, Replica];
    const running = holding(here, LIMIT);
    await running.call();
    const waits = there.query(DASHBOARD);
    await new Promise((resolve) => setTimeout(resolve, 50));
    running.end();
    expect((await waits).codes).toEqual([]);
  });

  it('a replica that dies gives back what it set aside, at the deadline of its operation', async () => {
    await using all = await start({ requestTimeoutMs: 5_000 });
    const [here, there] = all.replicas as [Replica, Replica];
    await holding(here, LIMIT).call();
    expect((await there.query(DASHBOARD)).codes).toContain('BUDGET_EXCEEDED');
    await all.pass(31);
    expect((await there.query(DASHBOARD)).codes).toEqual([]);
    // The one call that it made stays counted.
    expect(there.upstream.budget({ apiKey: KEY })?.minuteRemaining).toBe(LIMIT - 27);
  });

  it('operations with limits of their own are counted over all replicas too', async () => {
    await using all = await start();
    const ask = (index: number) =>
      all.replicas[index % 2]!.upstream.for(
        { apiKey: KEY },
        { ledger: new UpstreamLedger(), deadline: all.now() + 5_000 },
      )
        .call('experiments_session_event_deltas_create', { path: { project_id: '1', id: 15 } })
        .then(
          () => 'sent',
          (error: { readonly kind: string }) => error.kind,
        );
    const kinds: string[] = [];
    for (let index = 0; index < 14; index += 1) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      kinds.push(await ask(index));
    }
    expect(kinds.slice(0, 10)).not.toContain('budget-exceeded');
    expect(new Set(kinds.slice(10))).toEqual(new Set(['budget-exceeded']));
    expect(all.sandbox.requests()).toHaveLength(10);
    expect(all.replicas[0]!.upstream.budget({ apiKey: KEY })?.minuteRemaining).toBe(LIMIT);
  });

  it('an OAuth token is not counted, as PostHog does not count it', async () => {
    await using all = await start();
    expect(ok(await sendInTurn(all.replicas, 70, 'pha_sandbox'))).toBe(70);
    expect(all.replicas[0]!.upstream.budget({ apiKey: 'pha_sandbox' })).toBeUndefined();
    expect(all.statuses()).toEqual({ 200: 70 });
  });
}

/** An operation of so many calls at one replica, of which `call` makes the first. */
function holding(replica: Replica, calls: number, { isMutation = false } = {}) {
  const planned = new PlannedRequest({ forecast: { calls: () => calls } });
  const deadline = replica.upstream.now() + 30_000;
  const client = replica.upstream.for(
    { apiKey: KEY },
    { ledger: new UpstreamLedger(), deadline, planned },
  );
  return {
    call: () =>
      isMutation
        ? client.call('feature_flags_partial_update', {
            path: { project_id: '1', id: 3 },
            body: { name: 'renamed' },
          })
        : client.call('users_retrieve_me', {}),
    end: () => planned.end(),
  };
}
