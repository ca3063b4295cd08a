import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createAsColleague, createBy, creationCases } from '../../support/creations.ts';
import { startGraph, type TestGraph } from '../../support/graph.ts';
import { injectFault } from '../../support/sandbox-control.ts';

let graph: TestGraph;
beforeEach(async () => {
  graph = await startGraph();
});
afterEach(() => graph.close());

const RUNNING = 12;
const cases = creationCases(RUNNING);
const repeatable = cases.filter((one) => one.repeatable);

/** PostHog carries nothing out, and answers like a proxy whose server does not respond. */
const lose = ({ sandbox }: TestGraph, path: string) =>
  injectFault(sandbox, `/${path}$`, { status: 502, times: 1 });

/** PostHog carries it out, and the answer does not arrive. */
const cutOff = ({ sandbox }: TestGraph, path: string) =>
  injectFault(sandbox, `/${path}$`, { cut: true, times: 1 });

const notDone = { code: 'UPSTREAM_UNAVAILABLE', uncertain: false };

let word = 0;
const freshKey = () => `creation-${(word += 1)}`;

describe('a creation that PostHog did not carry out', () => {
  it.each(cases)(
    '$field does not take an older object of the same name for its own',
    async (creation) => {
      await createAsColleague(graph, creation);
      graph.sandbox.setClock({ advance: '2m' });
      await lose(graph, creation.path);
      const { data, errors } = await createBy(graph, creation);
      expect(data).toEqual({ outcome: null });
      expect(errors?.[0]?.extensions).toMatchObject(notDone);
    },
  );

  it.each(cases)(
    '$field with an idempotency key does not take an object for its own that is older than the key',
    async (creation) => {
      await createAsColleague(graph, creation);
      graph.sandbox.setClock({ advance: '2m' });
      await lose(graph, creation.path);
      const { errors } = await createBy(graph, creation, { idempotencyKey: freshKey() });
      expect(errors?.[0]?.extensions).toMatchObject(notDone);
    },
  );

  it.each(repeatable)(
    '$field does not take what the same mutation was answered a moment ago for its own',
    async (creation) => {
      const first = await createBy(graph, creation);
      expect(first.outcome[creation.created]).toMatchObject({ posthogId: expect.any(Number) });
      await lose(graph, creation.path);
      const { errors } = await createBy(graph, creation);
      expect(errors?.[0]?.extensions).toMatchObject(notDone);
    },
  );

  it.each(repeatable)(
    '$field does not take what was found for an earlier lost creation for its own',
    async (creation) => {
      await cutOff(graph, creation.path);
      const first = await createBy(graph, creation);
      expect(first.outcome.reconciled).toBe(true);
      await lose(graph, creation.path);
      const { errors } = await createBy(graph, creation);
      expect(errors?.[0]?.extensions).toMatchObject(notDone);
    },
  );
});

describe('a creation that PostHog carried out', () => {
  it.each(cases)(
    '$field is found although the clock of PostHog is almost a minute behind',
    async (creation) => {
      await using ahead = await startGraph({ clockAheadMs: 50_000 });
      await cutOff(ahead, creation.path);
      const { outcome, errors } = await createBy(ahead, creation);
      expect(errors).toBeUndefined();
      expect(outcome).toMatchObject({
        reconciled: true,
        [creation.created]: { posthogId: expect.any(Number) },
      });
    },
  );

  it.each(repeatable)(
    '$field is told from one that was answered a moment before',
    async (creation) => {
      const first = await createBy(graph, creation);
      await cutOff(graph, creation.path);
      const second = await createBy(graph, creation);
      expect(second.errors).toBeUndefined();
      expect(second.outcome.reconciled).toBe(true);
      expect(second.outcome[creation.created]).not.toEqual(first.outcome[creation.created]);
    },
  );

  it.each(repeatable)(
    '$field is uncertain beside one that a colleague made in the same minute',
    async (creation) => {
      await createAsColleague(graph, creation);
      await cutOff(graph, creation.path);
      const { data, errors } = await createBy(graph, creation);
      expect(data).toEqual({ outcome: null });
      expect(errors?.[0]?.extensions).toMatchObject({ uncertain: true });
    },
  );

  it.each(cases)(
    '$field is found by a repeat of its idempotency key minutes later',
    async (creation) => {
      const idempotencyKey = freshKey();
      await cutOff(graph, creation.path);
      // The look for it fails as well, so that nobody knows what came of it.
      await injectFault(graph.sandbox, '', { match: { method: 'GET' }, status: 500, times: 10 });
      const first = await createBy(graph, creation, { idempotencyKey });
      expect(first.errors?.[0]?.extensions).toMatchObject({ uncertain: true });
      await fetch(`${graph.sandbox.url}/_sandbox/faults`, { method: 'DELETE' });
      graph.sandbox.setClock({ advance: '9m' });
      const { outcome } = await createBy(graph, creation, { idempotencyKey });
      expect(outcome).toMatchObject({
        reconciled: true,
        [creation.created]: { posthogId: expect.any(Number) },
      });
    },
  );

  it.each(['createExperiment', 'createHoldout', 'createSavedMetric'])(
    '%s is found when PostHog took blanks off its name',
    async (field) => {
      const creation = cases.find((one) => one.field === field)!;
      await cutOff(graph, creation.path);
      const { outcome } = await createBy(graph, creation, { name: '  Twice ' });
      expect(outcome).toMatchObject({ reconciled: true });
    },
  );
});
