import { builder } from '../../../core/builder.ts';
import { MetricInput } from '../../metric/input/kinds.ts';
import { metricToWire } from '../../metric/input/to-wire.ts';
import { mutationField, PLAIN_PROBLEMS } from '../../../mutations/define-mutation.ts';
import { idempotencyField, projectField } from '../../../mutations/common-inputs.ts';
import { isNew, safelyBefore } from '../../../mutations/reconcile.ts';
import { write } from '../../../mutations/write.ts';
import { projectOf } from '../../../core/project-argument.ts';
import { savedMetricLoader } from '../loader.ts';
import { savedMetricPayload } from '../payload.ts';
import { checkSavedMetric, savedMetricFields } from '../write.ts';

const CreateSavedMetricInput = builder.inputType('CreateSavedMetricInput', {
  description: 'The shared metric to create.',
  fields: (t) => ({
    name: t.string({
      required: true,
      description: 'Name, up to 400 characters. Must be unique, ignoring case.',
    }),
    metric: t.field({
      type: MetricInput,
      required: true,
      description: "What it measures. PostHog's wire name is `query`.",
    }),
    ...savedMetricFields(t),
    projectId: projectField(t),
    idempotencyKey: idempotencyField(t),
  }),
});

mutationField('createSavedMetric', {
  description: 'Creates a metric that several experiments can use. Costs 1 upstream call.',
  input: CreateSavedMetricInput,
  payload: savedMetricPayload(
    'CreateSavedMetricPayload',
    'Returned by `createSavedMetric` on success.',
  ),
  problems: PLAIN_PROBLEMS,
  calls: () => ['experiment_saved_metrics_create'],
  resolve: async (run, input) => {
    const { context, faults } = run;
    const projectId = faults.reading('projectId', () => projectOf(input, context)) ?? '';
    run.checkIdempotencyKey(input.idempotencyKey);
    checkSavedMetric(faults, input);
    faults.raise();
    const path = { project_id: projectId };
    const { name, description, metric } = input;
    const tags = input.tags ?? undefined;
    const since = safelyBefore(context.clock.now, input.idempotencyKey != null);
    return write(run, {
      idempotencyKey: input.idempotencyKey,
      input: { ...input, projectId },
      send: () =>
        context.posthog.call('experiment_saved_metrics_create', {
          path,
          body: { name, description, query: metricToWire(metric), tags },
        }),
      find: async () => {
        const { results } = await context.posthog.pages('experiment_saved_metrics_list', {
          path,
          query: { search: name },
        });
        return results.find((row) => isNew(row, name, since)) ?? null;
      },
      answer: (row, reconciled) => {
        const key = { projectId, posthogId: row.id };
        savedMetricLoader(context).clear(key).prime(key, row);
        return {
          typename: 'CreateSavedMetricPayload',
          savedMetric: { projectId, row },
          reconciled,
        };
      },
    });
  },
});
