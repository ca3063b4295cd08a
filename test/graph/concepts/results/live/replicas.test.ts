import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createMemoryStore } from '../../../../../src/shared-store/memory-store.ts';
import { startLiveGraph, type LiveGraph } from '../../../../support/live.ts';
import type { WireObject } from '../../../../support/sandbox-control.ts';

let one: LiveGraph;
let other: LiveGraph;
let variables: { readonly id: number; readonly uuid: string };

beforeEach(async () => {
  // Its time stands still, so that what it keeps is there days later.
  const store = createMemoryStore({ now: () => 0, isShared: true });
  one = await startLiveGraph({ store, sandbox: { now: '2026-03-20T12:00:00Z' } });
  other = await startLiveGraph({ store, beside: one });
  const { experiments } = await one.ask(
    '{ experiments(filter: { search: "AI summaries" }) { nodes { posthogId metrics { uuid name } } } }',
  );
  const { posthogId, metrics } = experiments.nodes[0];
  const shared = metrics.find(({ name }: WireObject) => name === 'Shared something');
  variables = { id: posthogId, uuid: shared.uuid };
  one.sandbox.clearRequests();
});
afterEach(async () => {
  await other.close();
  await one.close();
});

const DAY = 86_400_000;
const queries: Readonly<Record<string, string>> = {
  timeseriesUpdated: `subscription ($id: ID!, $uuid: String!) {
    timeseriesUpdated(experimentId: $id, metricUuid: $uuid) {
      isFirst changes { field before after } metric { name }
      timeseries { status points { date variants { key delta } } recalculation { status } latest { date } }
      changedPoints { date variants { key delta } }
    }
  }`,
  significanceReached: `subscription ($id: ID!, $uuid: String!) {
    significanceReached(experimentId: $id, metricUuid: $uuid) {
      isFirst significant newlySignificant verdict { state variant }
      changes { field before after } result { variants { key significant } } metric { name }
    }
  }`,
  recalculationProgress: `subscription ($id: ID!) {
    recalculationProgress(experimentId: $id) {
      isFirst isRunning fraction changes { field before after } run { uuid status totalMetrics }
    }
  }`,
};
const reads = () => one.sandbox.requests().length;

/** Lets days pass, and has everything computed again, so that each of the subscriptions has news. */
async function makeNews(): Promise<void> {
  for (let day = 0; day < 5; day += 1) {
    await one.resting(2);
    one.time.pass(DAY);
  }
  await one.resting(2);
  const recalculate =
    'mutation ($id: ID!) { recalculateMetrics(input: { id: $id }) { __typename } }';
  await one.ask(recalculate, { id: variables.id });
}

describe.each(Object.entries(queries))('%s at two replicas', (_field, query) => {
  it('says the same at both, read by one of them', async () => {
    const first = await one.subscribe({ query, variables }).next();
    expect(first?.errors).toBeUndefined();
    const made = reads();
    const second = await other.subscribe({ query, variables }).next();
    expect(second?.event).toEqual(first?.event);
    expect(second?.id).toBe(first?.id);
    expect(second?.upstream).toMatchObject({ calls: 0 });
    expect(reads()).toBe(made);
  });

  it('says at the second what a listener missed that was connected to the first', async () => {
    const staying = one.subscribe({ query, variables });
    const leaving = one.subscribe({ query, variables });
    const seen = await leaving.next();
    await staying.next();
    leaving.stop();
    await one.resting(2);
    await makeNews();
    const heard = await staying.next();
    staying.stop();
    await one.resting(0);
    const answer = await other
      .subscribe({ query, variables, extensions: { lastEventId: seen?.id } })
      .next();
    expect(answer?.errors).toBeUndefined();
    expect(answer).toMatchObject({ resumed: true, event: { isFirst: false } });
    const fields = (event?: WireObject) => event?.['changes'].map(({ field }: WireObject) => field);
    expect(fields(answer?.event)).toEqual(expect.arrayContaining(fields(heard?.event)));
    expect(fields(heard?.event)).not.toEqual([]);
  });
});
