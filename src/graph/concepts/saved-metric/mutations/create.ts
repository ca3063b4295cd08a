import { notStored } from '../../../../posthog/http/decoding/not-stored.ts';
import { builder } from '../../../core/builder.ts';
import { MetricInput } from '../../metric/input/kinds.ts';
import { metricToWire } from '../../metric/input/to-wire.ts';
import { mutationField, PLAIN_PROBLEMS } from '../../../mutations/define-mutation.ts';
import { idempotencyField, projectField } from '../../../mutations/common-inputs.ts';
import { findCreated, isStoredAs } from '../../../mutations/reconcile.ts';
import { write } from '../../../mutations/write.ts';
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
    const { context, faults, projectId } = run;
    checkSavedMetric(faults, input, false);
    run.raiseFaults();
    const path = { project_id: projectId };
    const { name, description, metric } = input;
    const body = { name, description, query: metricToWire(metric), tags: input.tags ?? undefined };
    return write(run, {
      send: () => context.posthog.call('experiment_saved_metrics_create', { path, body }),
      find: async () => {
        const { results } = await context.posthog.pages('experiment_saved_metrics_list', {
          path,
          query: { search: name.trim() },
        });
        return findCreated(context, results, {
          kind: 'SavedMetric',
          since: run.since,
          matches: (row) => isStoredAs(row.name, name),
        });
      },
      answer: async (row, reconciled) => {
        await context.answeredCreations.add('SavedMetric', row);
        const key = { projectId, posthogId: row.id };
        savedMetricLoader(context).clear(key).prime(key, row);
        return {
          typename: 'CreateSavedMetricPayload',
          savedMetric: { projectId, row },
          reconciled,
          notStored: notStored('experiment_saved_metrics_create', body, row),
        };
      },
    });
  },
});
