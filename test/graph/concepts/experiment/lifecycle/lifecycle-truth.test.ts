import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startGraph, type TestGraph } from '../../../../support/graph.ts';
import { mutateFor } from '../../../../support/mutations.ts';
import { load } from '../../../../support/sandbox-control.ts';
import { anyState, UUID, type State } from '../../../../support/states.ts';

const PAIRS = 1_000;
const BATCH = 100;

let graph: TestGraph;
beforeAll(async () => {
  graph = await startGraph();
});
afterAll(() => graph.close());

/** The mutation of each action, and the arguments it needs beside the id. */
const mutations = {
  LAUNCH: ['launchExperiment'],
  PAUSE: ['pauseExperiment'],
  RESUME: ['resumeExperiment'],
  END: ['endExperiment'],
  SHIP_VARIANT: ['shipVariant', { variantKey: 'test' }],
  RESET: ['resetExperiment'],
  FREEZE_EXPOSURE: ['freezeExposure'],
  UNFREEZE_EXPOSURE: ['unfreezeExposure'],
  ARCHIVE: ['archiveExperiment'],
  UNARCHIVE: ['unarchiveExperiment'],
  DELETE: ['deleteExperiment'],
  RESTORE: ['restoreExperiment'],
  DUPLICATE: ['duplicateExperiment'],
  COPY_TO_PROJECT: ['copyExperimentToProject', { targetProjectId: '2' }],
  MIGRATE: ['migrateExperiment'],
  CREATE_EXPOSURE_COHORT: ['createExposureCohort'],
  RECALCULATE_TIMESERIES: ['recalculateTimeseries', { metricUuid: UUID }],
  RECALCULATE_METRICS: ['recalculateMetrics'],
} as const satisfies Record<string, readonly [field: string, input?: Record<string, unknown>]>;

type Action = keyof typeof mutations;
const actions = Object.keys(mutations) as Action[];

interface Predicted {
  readonly posthogId: number;
  readonly lifecycle: readonly {
    readonly action: Action;
    readonly allowed: boolean;
    readonly reason: string | null;
    readonly message: string | null;
  }[];
}

/** Inserts the states into an empty sandbox. */
async function plant(states: readonly State[]): Promise<{ key: string; ids: string[] }> {
  const { key } = await load(graph.sandbox, {
    other_projects: 1,
    experiments: states.map(({ experiment, flag }, index) => ({
      ...experiment,
      name: `E${index}`,
      feature_flag_key: flag ? `flag-${index}` : null,
    })),
    flags: states.flatMap(({ flag }, index) => (flag ? [{ ...flag, key: `flag-${index}` }] : [])),
  });
  const response = await fetch(`${graph.sandbox.url}/_sandbox/state`);
  const { projects } = (await response.json()) as {
    projects: Record<string, { experiments: { id: number; name: string }[] }>;
  };
  const numbers = new Map(projects['1']?.experiments.map(({ id, name }) => [name, id]));
  return { key, ids: states.map((_state, index) => String(numbers.get(`E${index}`))) };
}

describe('Experiment.lifecycle', () => {
  it(`predicts PostHog's answer for ${PAIRS} random experiments and actions`, async () => {
    const pairs = fc.sample(fc.tuple(anyState, fc.constantFrom(...actions)), {
      numRuns: PAIRS,
      seed: 20_260_104,
    });
    const wrong: unknown[] = [];
    const seen = { allowed: 0, refused: 0 };
    for (let from = 0; from < pairs.length; from += BATCH) {
      const batch = pairs.slice(from, from + BATCH);
      const { key, ids } = await plant(batch.map(([state]) => state));
      const { data, calls } = await graph.query<{ nodes: Predicted[] }>(
        `query ($ids: [ID!]!) {
            nodes(ids: $ids) {
              ... on Experiment { posthogId lifecycle { action allowed reason message } }
            }
          }`,
        { ids: ids.map((id) => Buffer.from(`Experiment:1:${id}`).toString('base64url')) },
        { key },
      );
      // Computed from list rows: no call per experiment.
      expect(calls).toBeLessThan(BATCH);
      for (const [index, [state, action]] of batch.entries()) {
        const predicted = data.nodes[index]!.lifecycle.find((one) => one.action === action)!;
        const [field, input = {}] = mutations[action] as readonly [string, object?];
        const { outcome } = await mutateFor(
          graph,
          field,
          { id: ids[index], ...input },
          '__typename',
          { key, problems: ['LifecycleConflict', 'ValidationProblem'] },
        );
        seen[predicted.allowed ? 'allowed' : 'refused'] += 1;
        const { __typename: typename } = outcome;
        const agrees = predicted.allowed
          ? isAccepted(typename, action)
          : outcome.message === predicted.message &&
            (typename === 'ValidationProblem' || outcome['reason'] === predicted.reason);
        if (!agrees) wrong.push({ action, state, predicted, outcome });
      }
    }
    expect(wrong).toEqual([]);
    expect(Math.min(seen.allowed, seen.refused)).toBeGreaterThan(PAIRS / 5);
    expect(graph.unexpected).toEqual([]);
  }, 300_000);
});

/** PostHog checks that the flag has the shipped variant in addition to the state. */
const isAccepted = (typename: string, action: Action) =>
  typename.endsWith('Payload') || (action === 'SHIP_VARIANT' && typename === 'ValidationProblem');
