import type { Question } from './row.ts';

interface RunError {
  readonly metric_uuid: string;
}

interface Asked {
  readonly errors: readonly RunError[];
  readonly retries: readonly RunError[];
  readonly active: string | null;
  readonly active_status: string | null;
}

const RUN_ERRORS = `
  errors { metric_uuid: metricUuid step message retriable }
  retries { metric_uuid: metricUuid attempt max_attempts: maxAttempts next_retry_at: nextRetryAt error_type: errorType message }
  active: activeRunUuid active_status: activeRunStatus`;

const byMetric = (errors: readonly RunError[]) =>
  Object.fromEntries(errors.map(({ metric_uuid, ...error }) => [metric_uuid, error]));

const inPostHogsForm = ({ errors, retries, active, active_status, ...run }: Asked) => ({
  ...run,
  metric_errors: byMetric(errors),
  metric_retries: byMetric(retries),
  active_run: active === null ? null : { id: active, status: active_status },
});

/**
 * A field that answers a run of the metrics. The graph lists the metrics; PostHog's object is keyed
 * by metric.
 */
export const metricsRun = ({ select, pick = (run) => run, ...question }: Question): Question => ({
  ...question,
  select: (whole) => select(`${whole} ${RUN_ERRORS}`),
  pick: (value) => inPostHogsForm(pick(value) as Asked),
});
