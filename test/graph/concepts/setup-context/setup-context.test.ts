import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startGraph, type TestGraph } from '../../../support/graph.ts';
import { injectFault } from '../../../support/sandbox-control.ts';

let graph: TestGraph;
beforeAll(async () => {
  graph = await startGraph({ sandbox: { now: '2026-03-20T12:00:00Z' } });
});
afterAll(() => graph.close());
beforeEach(() => graph.sandbox.clearRequests());

const EVERYTHING = `query ($input: ExperimentSetupContextInput) {
  experimentSetupContext(input: $input) {
    teamDefaults {
      status
      data {
        statsMethod confidenceLevel minimumDetectableEffect productDefaultStatsMethod
        productDefaultConfidenceLevel productDefaultMinimumDetectableEffect onlyCountMaturedUsers
        cupedEnabled sequentialTestingEnabled flagsPersistenceDefault testAccountFilterCount
        newExperimentsFilterTestAccounts defaultExposureEvent
      }
    }
    sdkProfile {
      status
      data {
        windowDays sourceEvent computedAt libsTruncated flagsSeen flagsEvaluatedOnServerAndWeb
        evaluatedOnServerAndWeb libsOnAnyEventTruncated
        libs { lib category calls distinctIds deviceIdShare locallyEvaluatedShare anonymousShare }
        libsOnAnyEvent { lib category events distinctIds }
      }
    }
    targetSurface {
      status
      data {
        windowDays sourceEvent targetUrlContains targetProperties computedAt testAccountsFiltered
        uniquePersons exposuresPerDayEstimate libsTruncated anonymousShare deviceIdShare
        libs { lib category uniquePersons anonymousShare deviceIdShare }
      }
    }
    candidateMetric {
      status
      data {
        windowDays sourceEvent metricProperties targetEvent computedAt testAccountsFiltered
        personsReached personsConverted conversionRate note eventVolume uniquePersons
        funnelBaselineStats { numberOfSamples sum stepCounts }
        meanCountBaselineStats { numberOfSamples sum sumSquares }
      }
    }
    previousExperiments {
      status
      data {
        experiments {
          posthogId name status createdAt startDate endDate conclusion featureFlagKey variantCount
          splitEven servingSingleVariant rolloutPercentage multipleVariantHandling
          multipleVariantHandlingSet ensureExperienceContinuity bucketingIdentifier
          evaluationRuntime groupAggregation customExposureEvent customExposureActionId
          exposurePropertyFilters activationEvent activationActionId filterTestAccounts
          primaryMetricCount secondaryMetricCount sharedMetricCount primaryMetricTypes
          primaryMetricEvents primaryMetricActionIds minimumDetectableEffect statsMethod hasHoldout
          outcome {
            metricType metricSamples analyzedExposures controlBaselineValue anyVariantSignificant
            resultCompletedAt resultDataThrough
          }
        }
        summary {
          total launched launchedWithoutResults launchedWithUnknownAnalyzedExposures
          launchedWithZeroAnalyzedExposures launchedWithUnder100AnalyzedExposures
          usingDeviceIdBucketing usingPersistence usingCustomExposure usingExposurePropertyFilters
          usingActivation usingUnevenSplit servingSingleVariant
        }
      }
    }
    sharedMetrics {
      status
      data {
        metricEvent metricEventMatchTruncated
        metrics {
          posthogId name metricType events actionIds usedAsPrimary usedAsSecondary lastUsedAt
          matchesMetricEvent metricEventRoles
        }
      }
    }
  }
}`;

const ask = async (input?: Record<string, unknown>) => {
  const answer = await graph.query(EVERYTHING, { input });
  expect(answer.errors).toBeUndefined();
  expect(answer.calls).toBe(1);
  return answer.data['experimentSetupContext'];
};

describe('the set-up context', () => {
  it('has every section for 1 upstream call', async () => {
    const context = await ask({
      targetEvent: '$pageview',
      targetUrlContains: '/checkout',
      metricEvent: 'order_completed',
    });
    const statuses = [
      'teamDefaults',
      'sdkProfile',
      'targetSurface',
      'candidateMetric',
      'previousExperiments',
      'sharedMetrics',
    ].map((section) => context[section].status);
    expect(statuses).toEqual(['OK', 'OK', 'OK', 'OK', 'OK', 'OK']);
    expect(context.teamDefaults.data).toMatchObject({
      productDefaultStatsMethod: 'BAYESIAN',
      productDefaultConfidenceLevel: 0.95,
      defaultExposureEvent: '$feature_flag_called',
    });
    expect(context.sdkProfile.data.libs).toContainEqual(
      expect.objectContaining({ lib: 'web', category: 'WEB' }),
    );
    expect(context.targetSurface.data).toMatchObject({
      sourceEvent: '$pageview',
      targetUrlContains: '/checkout',
    });
    expect(context.candidateMetric.data).toMatchObject({
      sourceEvent: 'order_completed',
      targetEvent: '$pageview',
    });
    expect(context.sharedMetrics.data.metricEvent).toBe('order_completed');
  });

  it('skips the sections without arguments, and reports them as skipped', async () => {
    const context = await ask();
    expect(context.targetSurface).toEqual({ status: 'SKIPPED', data: null });
    expect(context.candidateMetric).toEqual({ status: 'SKIPPED', data: null });
    expect(context.teamDefaults.status).toBe('OK');
  });

  it('restricts the target surface by conditions, in PostHog form', async () => {
    const { targetSurface: wide } = await ask({ targetEvent: '$pageview' });
    const { targetSurface: narrow } = await ask({
      targetEvent: '$pageview',
      targetProperties: [
        { key: '$browser', value: ['Chrome', 'Safari'] },
        { key: 'plan', subject: 'PERSON', operator: 'IS_SET' },
      ],
    });
    expect(narrow.data.targetProperties).toEqual([
      {
        key: '$browser',
        type: 'event',
        operator: 'exact',
        value: ['Chrome', 'Safari'],
        label: null,
      },
      { key: 'plan', type: 'person', operator: 'is_set', value: null, label: null },
    ]);
    expect(narrow.data.uniquePersons).toBeLessThan(wide.data.uniquePersons);
  });

  it('has a baseline for calculating the running time', async () => {
    const { targetSurface, candidateMetric } = await ask({
      targetEvent: '$pageview',
      metricEvent: 'order_completed',
    });
    const { numberOfSamples, sum, stepCounts } = candidateMetric.data.funnelBaselineStats;
    const { data, errors } = await graph.query(
      `query ($input: CalculateRunningTimeInput!) {
        calculateRunningTime(input: $input) { baselineValue recommendedRunningTimeDays }
      }`,
      {
        input: {
          metricType: 'FUNNEL',
          minimumDetectableEffect: 5,
          exposureRatePerDay: targetSurface.data.exposuresPerDayEstimate,
          baselineStats: { numberOfSamples, sum, stepCounts },
        },
      },
    );
    expect(errors).toBeUndefined();
    expect(data['calculateRunningTime']).toEqual({
      baselineValue: expect.closeTo(candidateMetric.data.conversionRate, 3),
      recommendedRunningTimeDays: expect.any(Number),
    });
  });

  it('lists as many earlier experiments as requested, and links to all of them in 1 call', async () => {
    const { data, calls, errors } = await graph.query(`{
      experimentSetupContext(input: { previousExperimentsLimit: 3 }) {
        previousExperiments {
          data { experiments { posthogId name status experiment { posthogId name status } } }
        }
      }
    }`);
    expect(errors).toBeUndefined();
    const { experiments } = data['experimentSetupContext'].previousExperiments.data;
    expect(experiments).toHaveLength(3);
    for (const { experiment, ...rest } of experiments) expect(experiment).toEqual(rest);
    expect(calls).toBe(2);
  });

  it('links from a shared metric to the metric itself for 1 call', async () => {
    const { data, calls, errors } = await graph.query(`{
      experimentSetupContext(input: { sharedMetricsLimit: 1 }) {
        sharedMetrics { data { metrics { posthogId name savedMetric { posthogId name } } } }
      }
    }`);
    expect(errors).toBeUndefined();
    const [metric] = data['experimentSetupContext'].sharedMetrics.data.metrics;
    expect(metric.savedMetric).toEqual({ posthogId: metric.posthogId, name: metric.name });
    expect(calls).toBe(2);
  });
});

const conditions = (count: number) => Array.from({ length: count }, () => ({ key: 'plan' }));

describe('the input of the set-up context', () => {
  it.each([
    ['targetEvent', 'a'.repeat(401)],
    ['metricEvent', 'a'.repeat(401)],
    ['targetUrlContains', '/checkout'],
    ['targetProperties', conditions(11)],
    ['metricProperties', conditions(11)],
    ['previousExperimentsLimit', 0],
    ['previousExperimentsLimit', 26],
    ['sharedMetricsLimit', 26],
  ])('is refused before any call where `%s` is out of bounds', async (field, value) => {
    const { data, errors, calls } = await graph.query(EVERYTHING, { input: { [field]: value } });
    expect(data['experimentSetupContext']).toBeNull();
    expect(errors?.[0]?.extensions).toEqual({
      code: 'BAD_USER_INPUT',
      argument: `input.${field}`,
    });
    expect(calls).toBe(0);
  });

  it('is refused with the path of a value that no property can have', async () => {
    const { errors, calls } = await graph.query(EVERYTHING, {
      input: {
        metricEvent: 'order_completed',
        metricProperties: [{ key: 'plan' }, { key: 'plan', value: { not: 'a value' } }],
      },
    });
    expect(errors?.[0]?.extensions['argument']).toBe('input.metricProperties.1.value');
    expect(calls).toBe(0);
  });
});

describe('on a server without it, the set-up context', () => {
  it('is null with a reason, and other fields are answered', async () => {
    await injectFault(graph.sandbox, 'setup_context', { times: 1, status: 404, body: 'html' });
    const { data, errors } = await graph.query(`{
      experimentSetupContext { teamDefaults { status } }
      experiments(first: 1) { totalCount }
    }`);
    expect(data['experimentSetupContext']).toBeNull();
    expect(data['experiments'].totalCount).toBeGreaterThan(0);
    expect(errors?.[0]?.extensions['code']).toBe('UPSTREAM_UNSUPPORTED');
  });
});
