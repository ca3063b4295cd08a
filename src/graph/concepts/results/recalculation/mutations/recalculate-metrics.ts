import { builder } from '../../../../core/builder.ts';
import { mutationField, PLAIN_PROBLEMS } from '../../../../mutations/define-mutation.ts';
import { idempotencyField, projectField } from '../../../../mutations/common-inputs.ts';
import type { Wire } from '../../../../core/wire.ts';
import { RecalculationTrigger } from '../enums.ts';
import { latestRunLoader } from '../loader.ts';
import { MetricsRecalculationRef } from '../ref.ts';

const RecalculateMetricsInput = builder.inputType('RecalculateMetricsInput', {
  description: 'The experiment whose metrics to recompute.',
  fields: (t) => ({
    id: t.id({
      required: true,
      description: "The experiment's `id`, or PostHog's number for it.",
    }),
    trigger: t.field({
      type: RecalculationTrigger.ref,
      description: 'The reason. Defaults to MANUAL.',
    }),
    projectId: projectField(t),
    idempotencyKey: idempotencyField(t),
  }),
});

interface RecalculateMetricsPayload {
  readonly typename: string;
  readonly projectId: string;
  readonly job: Wire['ExperimentMetricsRecalculationJob'];
}

const Payload = builder
  .objectRef<RecalculateMetricsPayload>('RecalculateMetricsPayload')
  .implement({
    description: 'Returned by `recalculateMetrics` on success.',
    fields: (t) => ({
      recalculation: t.field({
        type: MetricsRecalculationRef,
        description: 'The recalculation. Query it again with `node` to follow it.',
        resolve: ({ projectId, job }) => ({ projectId, row: job }),
      }),
      isExisting: t.boolean({
        description:
          'True if a recalculation already in progress, or a recent one, was returned instead of starting a new one.',
        resolve: ({ job }) => job.is_existing,
      }),
    }),
  });

mutationField('recalculateMetrics', {
  description:
    'Starts recomputing the current result of every metric of an experiment in the background. Costs 1 upstream call. Newer servers only.',
  input: RecalculateMetricsInput,
  payload: Payload,
  problems: ['LifecycleConflict', 'RecalculationUnavailable', ...PLAIN_PROBLEMS],
  calls: () => ['experiments_metrics_recalculation_create'],
  resolve: async (run, input) => {
    const { context } = run;
    const key = run.key('Experiment', input.id);
    run.raiseFaults();
    run.about({ experiment: key });
    const { projectId, posthogId } = key;
    return run.once(async () => {
      const job = await context.posthog.call('experiments_metrics_recalculation_create', {
        path: { project_id: projectId, id: posthogId },
        body: { trigger: input.trigger ?? 'manual' },
      });
      latestRunLoader(context).clear(key);
      return { typename: 'RecalculateMetricsPayload', projectId, job };
    });
  },
});
