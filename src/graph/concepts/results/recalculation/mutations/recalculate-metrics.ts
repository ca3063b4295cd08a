import { builder } from '../../../../core/builder.ts';
import { mutationField } from '../../../../mutations/define-mutation.ts';
import { idempotencyField, projectField } from '../../../../mutations/common-inputs.ts';
import type { Wire } from '../../../../core/wire.ts';
import { RecalculationTrigger } from '../enums.ts';
import { latestRunLoader } from '../loader.ts';
import { MetricsRecalculationRef } from '../ref.ts';

const RecalculateMetricsInput = builder.inputType('RecalculateMetricsInput', {
  description: 'The metrics of which experiment to compute again.',
  fields: (t) => ({
    id: t.id({
      required: true,
      description: "The experiment's `id`, or PostHog's number for it.",
    }),
    trigger: t.field({
      type: RecalculationTrigger.ref,
      description: 'Why; MANUAL when left out.',
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
    description: 'What `recalculateMetrics` answers when it was not refused.',
    fields: (t) => ({
      recalculation: t.field({
        type: MetricsRecalculationRef,
        description: 'The run. Ask for it again by `node` to follow it.',
        resolve: ({ projectId, job }) => ({ projectId, row: job }),
      }),
      isExisting: t.boolean({
        description:
          'True when a run that was under way, or is fresh, was answered instead of a new one.',
        resolve: ({ job }) => job.is_existing,
      }),
    }),
  });

mutationField('recalculateMetrics', {
  description:
    'Has PostHog compute the current result of every metric of an experiment, in the background. 1 upstream call; newer servers only.',
  input: RecalculateMetricsInput,
  payload: Payload,
  problems: ['ValidationProblem', 'LifecycleConflict', 'NotFoundProblem', 'PermissionDenied'],
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
