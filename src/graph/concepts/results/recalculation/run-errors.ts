import { builder } from '../../../core/builder.ts';
import type { Wire } from '../../../core/wire.ts';

interface OfMetric<RunError> {
  readonly uuid: string;
  readonly wire: RunError;
}

export const MetricRunErrorRef = builder
  .objectRef<OfMetric<Wire['RecalculationMetricError']>>('MetricRunError')
  .implement({
    description: 'Why computing one metric failed.',
    fields: (t) => ({
      metricUuid: t.exposeString('uuid', { description: "PostHog's ID of the metric." }),
      step: t.string({
        description: 'The step that failed.',
        nullable: true,
        resolve: ({ wire }) => wire.step ?? null,
      }),
      message: t.string({
        description: "PostHog's message.",
        nullable: true,
        resolve: ({ wire }) => wire.message ?? null,
      }),
      retriable: t.boolean({
        description: 'Whether another recalculation may succeed.',
        nullable: true,
        resolve: ({ wire }) => wire.retriable ?? null,
      }),
    }),
  });

export const MetricRunRetryRef = builder
  .objectRef<OfMetric<Wire['RecalculationMetricRetry']>>('MetricRunRetry')
  .implement({
    description: 'A metric whose computation is about to be retried.',
    fields: (t) => ({
      metricUuid: t.exposeString('uuid', { description: "PostHog's ID of the metric." }),
      attempt: t.int({
        description: 'Number of the last failed attempt, starting from 1.',
        nullable: true,
        resolve: ({ wire }) => wire.attempt ?? null,
      }),
      maxAttempts: t.int({
        description: 'Number of attempts before giving up.',
        nullable: true,
        resolve: ({ wire }) => wire.max_attempts ?? null,
      }),
      errorType: t.string({
        description: 'Kind of failure.',
        nullable: true,
        resolve: ({ wire }) => wire.error_type ?? null,
      }),
      message: t.string({
        description: "PostHog's message.",
        nullable: true,
        resolve: ({ wire }) => wire.message ?? null,
      }),
      nextRetryAt: t.field({
        type: 'DateTime',
        description: 'When the next attempt starts.',
        nullable: true,
        resolve: ({ wire }) => wire.next_retry_at ?? null,
      }),
    }),
  });
