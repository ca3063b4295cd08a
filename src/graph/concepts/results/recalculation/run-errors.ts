import { builder } from '../../../core/builder.ts';
import type { Wire } from '../../../core/wire.ts';

interface OfMetric<RunError> {
  readonly uuid: string;
  readonly wire: RunError;
}

export const MetricRunErrorRef = builder
  .objectRef<OfMetric<Wire['RecalculationMetricError']>>('MetricRunError')
  .implement({
    description: 'Why one metric of a run failed.',
    fields: (t) => ({
      metricUuid: t.exposeString('uuid', { description: "PostHog's id of the metric." }),
      step: t.string({
        description: 'What the run was doing.',
        nullable: true,
        resolve: ({ wire }) => wire.step ?? null,
      }),
      message: t.string({
        description: "PostHog's words.",
        nullable: true,
        resolve: ({ wire }) => wire.message ?? null,
      }),
      retriable: t.boolean({
        description: 'True when another run may succeed.',
        nullable: true,
        resolve: ({ wire }) => wire.retriable ?? null,
      }),
    }),
  });

export const MetricRunRetryRef = builder
  .objectRef<OfMetric<Wire['RecalculationMetricRetry']>>('MetricRunRetry')
  .implement({
    description: 'One metric of a run that is about to be tried again.',
    fields: (t) => ({
      metricUuid: t.exposeString('uuid', { description: "PostHog's id of the metric." }),
      attempt: t.int({
        description: 'Which attempt failed last, from 1.',
        nullable: true,
        resolve: ({ wire }) => wire.attempt ?? null,
      }),
      maxAttempts: t.int({
        description: 'After how many attempts it is given up.',
        nullable: true,
        resolve: ({ wire }) => wire.max_attempts ?? null,
      }),
      errorType: t.string({
        description: 'Kind of the failure.',
        nullable: true,
        resolve: ({ wire }) => wire.error_type ?? null,
      }),
      message: t.string({
        description: "PostHog's words.",
        nullable: true,
        resolve: ({ wire }) => wire.message ?? null,
      }),
      nextRetryAt: t.field({
        type: 'DateTime',
        description: 'When it is tried again.',
        nullable: true,
        resolve: ({ wire }) => wire.next_retry_at ?? null,
      }),
    }),
  });
