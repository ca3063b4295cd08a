import { LifecycleConflictError } from '../../../../../posthog/errors/errors.ts';
import { builder } from '../../../../core/builder.ts';
import { notLegacyToRecalculate } from '../../../experiment/lifecycle/preconditions.ts';
import { fetchExperimentNow } from '../../../experiment/fetch-now.ts';
import type { MetricNode, StoredMetric } from '../../../metric/node.ts';
import { metricsOf } from '../../../metric/from-experiment.ts';
import { mutationField } from '../../../../mutations/define-mutation.ts';
import { idempotencyField, projectField } from '../../../../mutations/common-inputs.ts';
import { InvalidInput } from '../../../../mutations/input-faults.ts';
import { notFoundProblem } from '../../../../mutations/problems/not-found-problem.ts';
import { TimeseriesRecalculationRef, type TimeseriesRecalculationNode } from '../ref.ts';

const RecalculateTimeseriesInput = builder.inputType('RecalculateTimeseriesInput', {
  description: 'The metric to recompute, and its experiment.',
  fields: (t) => ({
    id: t.id({
      required: true,
      description: "The experiment's `id`, or PostHog's number for it.",
    }),
    metricUuid: t.string({
      required: true,
      description: "The `uuid` of one of the experiment's own or shared metrics.",
    }),
    projectId: projectField(t),
    idempotencyKey: idempotencyField(t),
  }),
});

interface RecalculateTimeseriesPayload {
  readonly typename: string;
  readonly recalculation: TimeseriesRecalculationNode;
}

const Payload = builder
  .objectRef<RecalculateTimeseriesPayload>('RecalculateTimeseriesPayload')
  .implement({
    description: 'Returned by `recalculateTimeseries` on success.',
    fields: (t) => ({
      recalculation: t.field({
        type: TimeseriesRecalculationRef,
        description:
          'The request, either new or one that was already pending. Until it is done, it appears in `Timeseries.recalculation`.',
        resolve: ({ recalculation }) => recalculation,
      }),
    }),
  });

mutationField('recalculateTimeseries', {
  description:
    'Starts recomputing every day of a metric in the background. Existing results are discarded immediately. Costs 2 upstream calls: PostHog requires the metric and its fingerprint, which are read first.',
  input: RecalculateTimeseriesInput,
  payload: Payload,
  problems: ['ValidationProblem', 'LifecycleConflict', 'NotFoundProblem', 'PermissionDenied'],
  calls: () => ['experiments_retrieve', 'experiments_recalculate_timeseries_create'],
  resolve: async (run, input) => {
    const { context, faults } = run;
    const key = run.key('Experiment', input.id);
    faults.text('metricUuid', input.metricUuid, { max: 400 });
    run.raiseFaults();
    run.about({ experiment: key });
    const { projectId, posthogId } = key;
    return run.once(async () => {
      const experiment = await fetchExperimentNow(context, key);
      if (!experiment) return notFoundProblem('Not found.');
      const { metrics = null } = experiment;
      const metric = find(metricsOf(projectId, { ...experiment, metrics }), input.metricUuid);
      const row = await context.posthog.call('experiments_recalculate_timeseries_create', {
        path: { project_id: projectId, id: posthogId },
        body: { metric, fingerprint: fingerprintOf(metric) },
      });
      return { typename: 'RecalculateTimeseriesPayload', recalculation: { projectId, row } };
    });
  },
});

/** @throws InvalidInput when the experiment has no such metric */
function find(metrics: readonly MetricNode[], uuid: string): StoredMetric {
  const found = metrics.find(({ metric }) => metric.uuid === uuid);
  if (found) return found.metric;
  throw new InvalidInput([
    {
      path: 'metricUuid',
      code: 'DOES_NOT_EXIST',
      message: `The experiment has no metric with the UUID "${uuid}".`,
    },
  ]);
}

/** @throws LifecycleConflictError for a metric of the retired engine, which has none */
function fingerprintOf({ fingerprint }: StoredMetric): string {
  if (typeof fingerprint === 'string') return fingerprint;
  throw new LifecycleConflictError({
    operation: 'experiments_recalculate_timeseries_create',
    message: notLegacyToRecalculate.message,
    reason: notLegacyToRecalculate.reason,
  });
}
