import type { Question } from './row.ts';

interface Trouble {
  readonly metric_uuid: string;
}

interface Asked {
  readonly errors: readonly Trouble[];
  readonly retries: readonly Trouble[];
  readonly active: string | null;
  readonly active_status: string | null;
}

const TROUBLES = `
  errors { metric_uuid: metricUuid step message retriable }
  retries { metric_uuid: metricUuid attempt max_attempts: maxAttempts next_retry_at: nextRetryAt error_type: errorType message }
  active: activeRunUuid active_status: activeRunStatus`;

const byMetric = (troubles: readonly Trouble[]) =>
  Object.fromEntries(troubles.map(({ metric_uuid, ...trouble }) => [metric_uuid, trouble]));

const inPostHogsForm = ({ errors, retries, active, active_status, ...run }: Asked) => ({
  ...run,
  metric_errors: byMetric(errors),
  metric_retries: byMetric(retries),
  active_run: active === null ? null : { id: active, status: active_status },
});

/** A field that answers a run of the metrics: what the graph lists PostHog keeps by metric. */
export const metricsRun = ({ select, pick = (run) => run, ...question }: Question): Question => ({
  ...question,
  select: (whole) => select(`${whole} ${TROUBLES}`),
  pick: (value) => inPostHogsForm(pick(value) as Asked),
});
