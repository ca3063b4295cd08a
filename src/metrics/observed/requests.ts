import { Counter, Histogram, type Registry } from 'prom-client';
import type { RequestRecord } from '../../instrumentation/request-record.ts';
import { metricName } from '../name.ts';
import { DURATION_BUCKETS } from './buckets.ts';

/**
 * Adds the metrics of HTTP requests.
 * @returns what measures one that has ended
 */
export function addRequestMetrics(registry: Registry): (request: RequestRecord) => void {
  const requests = new Counter({
    name: metricName('http_requests_total'),
    help: 'HTTP requests that have ended, by the API whose operations they ran (none for probes, pages and what was refused before) and by status; aborted when the caller left before the answer.',
    labelNames: ['api', 'status'],
    registers: [registry],
  });
  const duration = new Histogram({
    name: metricName('http_request_duration_seconds'),
    help: 'Time from the arrival of a request that ran operations to the end of its response. Subscriptions and WebSockets, which stay open, do not count.',
    labelNames: ['api'],
    buckets: DURATION_BUCKETS,
    registers: [registry],
  });
  const refusals = new Counter({
    name: metricName('http_refusals_total'),
    help: 'HTTP requests that were refused before they ran anything, by the code of the refusal.',
    labelNames: ['code'],
    registers: [registry],
  });
  return ({ operations: [first], status = 0, refusal, isAborted, isConnection, ms = 0 }) => {
    const api = first?.api ?? 'none';
    const isStream = isConnection || first?.type === 'subscription';
    requests.inc({ api, status: isAborted && !isStream ? 'aborted' : String(status) });
    if (refusal !== undefined) refusals.inc({ code: refusal });
    if (first && !isStream) duration.observe({ api }, ms / 1_000);
  };
}
