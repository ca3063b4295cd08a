import { withJson, type Mangle } from './mangling-posthog.ts';

/** A PostHog whose newest run could not compute any metric, for this reason, and whose daily series have no days. */
export function failingMetrics(reason: string): Mangle {
  const run = withJson(/metrics_recalculation\/latest/, (json) => {
    for (const entry of json['results']) {
      Object.assign(entry, { status: 'failed', result: null, error_message: reason });
    }
  });
  const series = withJson(/timeseries_results/, (json) => {
    for (const date of Object.keys(json['timeseries'])) json['timeseries'][date] = null;
    Object.assign(json, { status: 'pending', computed_at: null });
  });
  return (answer, request) => {
    const changed = run(answer, request);
    return changed && series(changed, request);
  };
}
