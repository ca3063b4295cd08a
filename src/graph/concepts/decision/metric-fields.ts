import { builder } from '../../core/builder.ts';
import { sharedCall } from '../../planner/field-cost.ts';
import { MetricRef } from '../metric/ref.ts';
import { guardrailsOf } from './guardrails.ts';

builder.interfaceField(MetricRef, 'isGuardrail', (t) =>
  t.boolean({
    description:
      'Whether `Experiment.decision` takes it for a guardrail: a secondary metric with the word "guardrail" in its name, or a shared one with the tag `guardrail`. Where tags cannot be read, every shared secondary metric counts as one. Costs 1 upstream call for shared secondary metrics, also for several if they are among the project\'s first hundred. Null for the definition of a shared metric.',
    nullable: true,
    extensions: sharedCall('experiment_saved_metrics_list', 'Experiment'),
    resolve: async (metric, _args, context) =>
      metric.use ? (await guardrailsOf(context, [metric])).metrics.has(metric) : null,
  }),
);
