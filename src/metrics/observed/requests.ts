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
    help: 'Time from the arrival of a request to the end of its response. Streams of events and WebSockets, which stay open, do not count.',
    labelNames: ['api'],
    buckets: DURATION_BUCKETS,
    registers: [registry],
  });
  return ({ operations: [first], status = 0, isAborted, isConnection, ms = 0 }) => {
    const api = first?.api ?? 'none';
    const isStream = isConnection || first?.type === 'subscription';
    requests.inc({ api, status: isAborted && !isStream ? 'aborted' : String(status) });
    if (!isStream) duration.observe({ api }, ms / 1_000);
  };
}
