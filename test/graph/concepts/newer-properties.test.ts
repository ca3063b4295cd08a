import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startGraph, type TestGraph } from '../../support/graph.ts';
import { manglingPostHog, withText, type ManglingPostHog } from '../../support/mangling-posthog.ts';

let graph: TestGraph;
let mangled: TestGraph;
let posthog: ManglingPostHog;
beforeAll(async () => {
  graph = await startGraph();
  posthog = await manglingPostHog(graph.sandbox.url);
  mangled = await startGraph({ host: posthog.url });
});
afterAll(async () => {
  await mangled.close();
  await posthog.close();
  await graph.close();
});
beforeEach(() => posthog.mangles());

const adding = (more: object) =>
  posthog.mangles((answer) =>
    withText(answer, (text) => JSON.stringify({ ...JSON.parse(text), ...more })),
  );

const REPORT = `{ featureFlag(id: "1") { statusReport {
  reason reasonStatesRollout
  rollout { effectivelyFullRollout hasTargetingConditions maxRolloutPercentage isMultivariate }
} } }`;

describe('the status report of a flag', () => {
  it('says how far it is rolled out, in the same call', async () => {
    posthog.mangles((answer, { url }) =>
      url.includes('/status/')
        ? withText(answer, () =>
            JSON.stringify({
              status: 'active',
              reason: 'Flag is rolled out to 40 %',
              reason_states_rollout: true,
              rollout: {
                effectively_full_rollout: false,
                has_targeting_conditions: true,
                max_rollout_percentage: 40,
                is_multivariate: true,
              },
            }),
          )
        : answer,
    );
    const { data, calls } = await mangled.query(REPORT);
    expect(data['featureFlag'].statusReport).toEqual({
      reason: 'Flag is rolled out to 40 %',
      reasonStatesRollout: true,
      rollout: {
        effectivelyFullRollout: false,
        hasTargetingConditions: true,
        maxRolloutPercentage: 40,
        isMultivariate: true,
      },
    });
    expect(calls).toBe(2);
  });

  it('leaves that null on a server that does not say it', async () => {
    posthog.mangles((answer, { url }) =>
      url.includes('/status/')
        ? withText(answer, () => JSON.stringify({ status: 'active', reason: 'It is used' }))
        : answer,
    );
    const { data, errors } = await mangled.query(REPORT);
    expect(errors).toBeUndefined();
    expect(data['featureFlag'].statusReport).toEqual({
      reason: 'It is used',
      reasonStatesRollout: null,
      rollout: null,
    });
  });
});

describe('a flag with early access conditions', () => {
  it('has them apart from its release conditions', async () => {
    adding({
      filters: {
        groups: [],
        super_groups: [{ properties: [{ key: '$feature_enrollment/x' }], rollout_percentage: 100 }],
      },
    });
    const { data, calls } = await mangled.query(
      '{ featureFlag(id: "1") { earlyAccessConditions { rolloutPercentage raw } releaseConditions { raw } } }',
    );
    expect(data['featureFlag']).toEqual({
      earlyAccessConditions: [
        {
          rolloutPercentage: 100,
          raw: { properties: [{ key: '$feature_enrollment/x' }], rollout_percentage: 100 },
        },
      ],
      releaseConditions: [],
    });
    expect(calls).toBe(1);
  });
});

describe('an experiment that was migrated', () => {
  it('names the one it came from, and the other way round', async () => {
    adding({ stats_config: { method: 'bayesian', migrated_from: 12, migrated_to: 'soon' } });
    const { data, calls } = await mangled.query(
      '{ experiment(id: "4") { statsConfig { migratedFrom migratedTo } } }',
    );
    expect(data['experiment'].statsConfig).toEqual({ migratedFrom: 12, migratedTo: null });
    expect(calls).toBe(1);
  });
});

describe('the history of an experiment', () => {
  it.each(['paused', 'resumed', 'exposure_frozen', 'exposure_unfrozen', 'variant_shipped'])(
    'names what was done, and by which program: %s',
    async (activity) => {
      posthog.mangles((answer, { url }) =>
        url.includes('/activity/')
          ? withText(answer, () =>
              JSON.stringify({
                count: 1,
                total_count: 1,
                next: null,
                previous: null,
                results: [
                  {
                    id: '0197a9f0-0000-7000-8000-000000000001',
                    user: null,
                    activity,
                    scope: activity === 'paused' ? 'FeatureFlag' : 'Experiment',
                    item_id: '4',
                    client: 'mcp',
                    created_at: '2026-11-20T10:00:00Z',
                  },
                ],
              }),
            )
          : answer,
      );
      const { data, errors } = await mangled.query(
        '{ experiment(id: "4") { activity { nodes { activity scope client } } } }',
      );
      expect(errors).toBeUndefined();
      expect(data['experiment'].activity.nodes).toEqual([
        { activity, scope: activity === 'paused' ? 'FeatureFlag' : 'Experiment', client: 'mcp' },
      ]);
    },
  );
});
