import { Counter, Histogram, type Registry } from 'prom-client';
import { Operation } from '../../instrumentation/operation.ts';
import { metricName } from '../name.ts';
import { BoundedValues } from './bounded-values.ts';
import { DURATION_BUCKETS } from './buckets.ts';
import { addCostMetrics } from './costs.ts';

/** Names that each API may add to those that are known. */
const MOST_NAMES = 200;
/** Codes of errors; this server has fewer. */
const MOST_CODES = 200;
/** Stands for an operation without a name. */
const UNNAMED = '(unnamed)';

/**
 * Adds the metrics of operations of all APIs.
 * @param known names of GraphQL operations that always have time series of their own
 * @returns what measures one that has ended
 */
export function addOperationMetrics(
  registry: Registry,
  known: Iterable<string>,
): (operation: Operation) => void {
  const duration = new Histogram({
    name: metricName('operation_duration_seconds'),
    help: 'Time that operations took: queries, mutations, subscriptions until they ended, their checks (poll), reads and writes of REST, and calls of MCP tools. By name, of which each API has at most 200 besides those of PERSISTED_MANIFEST, and by status: ok, or error when there was any.',
    labelNames: ['api', 'type', 'operation', 'status'],
    buckets: DURATION_BUCKETS,
    registers: [registry],
  });
  const errors = new Counter({
    name: metricName('operation_errors_total'),
    help: 'Operations that had errors, by the code of the error. An operation with errors of several codes counts once for each.',
    labelNames: ['api', 'code'],
    registers: [registry],
  });
  const names = {
    graphql: new BoundedValues([UNNAMED, ...known], MOST_NAMES),
    rest: new BoundedValues([], MOST_NAMES),
    mcp: new BoundedValues([], MOST_NAMES),
  };
  const codes = new BoundedValues([], MOST_CODES);
  const spent = addCostMetrics(registry);
  return (operation) => {
    const { api, type = 'unknown', name = UNNAMED, ms = 0 } = operation;
    const isOk = operation.codes.length === 0;
    // Names that anybody can send without a valid key must not take the places of others.
    const label = names[api].bounded(name, isOk || api === 'rest');
    const status = isOk ? 'ok' : 'error';
    duration.observe({ api, type, operation: label, status }, ms / 1_000);
    for (const code of operation.codes) errors.inc({ api, code: codes.bounded(code, true) });
    // What is part of another operation has been added to the cost of that one.
    if (!(operation.parent instanceof Operation)) spent(operation, label);
  };
}
