// Writes schema/rest.examples.json: the requests of requests.ts and what the sandbox answers to each.
// node test/rest/examples/record.ts
import { writeFileSync } from 'node:fs';
import { operations, type Operation } from '../../../src/posthog/api/operations.ts';
import { restParameter, restPath } from '../../../src/rest/path-aliases.ts';
import { startRest } from '../../support/rest.ts';
import { exampleRequests, type ExampleRequest } from './requests.ts';

const rest = await startRest({ onSandbox: { now: '2026-11-27T10:00:00Z' } });
const { body: measured } = await rest.call('GET', '/v1/api/projects/1/experiments/15');
const [metric] = measured.metrics;
const { body: contexts } = await rest.call(
  'POST',
  '/v1/api/projects/1/experiments/15/session-buckets',
  { body: { bucket: 'fired_any' } },
);
const [session = ''] = contexts.session_ids ?? [];

/** What depends on the data of the sandbox. */
const known: Readonly<Record<string, Partial<ExampleRequest>>> = {
  experiments_timeseries_results_retrieve: {
    query: { metric_uuid: metric.uuid, fingerprint: metric.fingerprint },
  },
  experiments_recalculate_timeseries_create: {
    body: { metric, fingerprint: metric.fingerprint },
  },
  experiments_session_context_retrieve: { query: { session_id: session } },
  experiments_session_contexts_create: { body: { session_ids: [session] } },
};

async function record(operation: Operation) {
  rest.sandbox.reset();
  const {
    id,
    query,
    body,
    after = [],
    unlikeSandbox,
  } = {
    ...exampleRequests[operation.id],
    ...known[operation.id],
  };
  let last = '';
  for (const { method, path, body: sent } of after) {
    last = String((await rest.call(method, path, { body: sent })).body.id);
  }
  const values: Readonly<Record<string, string | number | undefined>> = {
    id,
    recalculation_id: last === '' ? undefined : last,
    organization_id: id,
  };
  const parameters = operation.pathParameters.flatMap(({ name }) =>
    values[name] === undefined ? [] : [[name, values[name]] as const],
  );
  let path = restPath(operation.path).replace('{project-id}', '1');
  for (const [name, value] of parameters) {
    path = path.replace(`{${restParameter(name)}}`, String(value));
  }
  const search = new URLSearchParams(query).toString();
  const { status, body: answer } = await rest.call(operation.method, `${path}?${search}`, {
    ...(body !== undefined && { body }),
  });
  if (status >= 300 && !unlikeSandbox)
    process.stderr.write(`${operation.id}: ${status} ${JSON.stringify(answer)}\n`);
  return {
    ...(parameters.length > 0 && { path: Object.fromEntries(parameters) }),
    ...(query && { query }),
    ...(body !== undefined && { body }),
    ...(unlikeSandbox ?? { status, ...(answer !== '' && { answer: shortened(answer) }) }),
  };
}

const isDay = ([key]: readonly [string, unknown]) => /^\d{4}-\d\d-\d\d$/.test(key);

/** One entry of a list, or one day of a series, shows its shape. Pairs of numbers are whole values. */
function shortened(value: unknown): unknown {
  if (Array.isArray(value)) {
    const isValue = value.length <= 3 && value.every((one) => typeof one === 'number');
    return value.slice(0, isValue ? 3 : 1).map(shortened);
  }
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  return Object.fromEntries(
    (entries.every(isDay) ? entries.slice(0, 1) : entries).map(([key, inner]) => [
      key,
      shortened(inner),
    ]),
  );
}

const recorded: Record<string, unknown> = {};
for (const operation of Object.values(operations)) recorded[operation.id] = await record(operation);
writeFileSync('schema/rest.examples.json', `${JSON.stringify(recorded, null, 2)}\n`);
await rest.close();
