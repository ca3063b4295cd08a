import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, describe } from 'vitest';
import { z } from 'zod';
import { operations, type Operation } from '../../../src/posthog/api/operations.ts';

const parameter = z.object({
  name: z.string(),
  in: z.enum(['path', 'query', 'header']),
  required: z.boolean().default(false),
  schema: z.object({
    $ref: z.string().optional(),
    type: z.string().optional(),
    enum: z.array(z.string()).optional(),
  }),
});
const reference = z.object({ $ref: z.string() });
const answer = z.object({
  content: z
    .object({
      'application/json': z.object({
        schema: z.looseObject({ $ref: z.string().optional(), type: z.unknown().optional() }),
      }),
    })
    .optional(),
});
const contract = z
  .object({
    paths: z.record(
      z.string(),
      z.record(
        z.string(),
        z.object({
          operationId: z.string(),
          deprecated: z.boolean().default(false),
          parameters: z.array(z.union([reference, parameter])).default([]),
          responses: z.record(z.string(), z.unknown()),
          'x-required-scopes': z.array(z.string()).default([]),
          'x-conditional-scopes': z.record(z.string(), z.string()).default({}),
        }),
      ),
    ),
    components: z.object({
      parameters: z.record(z.string(), parameter),
      schemas: z.record(
        z.string(),
        z.looseObject({
          type: z.unknown().optional(),
          enum: z.array(z.unknown()).optional(),
          properties: z.record(z.string(), z.unknown()).optional(),
        }),
      ),
    }),
  })
  .parse(JSON.parse(readFileSync('schema/posthog.openapi.json', 'utf8')));

const declared = Object.entries(contract.paths).flatMap(([path, item]) =>
  Object.entries(item).map(([method, operation]) => ({ path, method, operation })),
);
const last = (ref: string) => ref.split('/').at(-1) ?? '';
const parametersOf = (given: (typeof declared)[number]['operation']['parameters']) =>
  given.map((one) => {
    if (!('$ref' in one)) return one;
    const found = contract.components.parameters[last(one.$ref)];
    if (!found) throw new Error(`no parameter ${one.$ref}`);
    return found;
  });
const schemaOf = (schema: { $ref?: string | undefined }) =>
  schema.$ref === undefined ? undefined : contract.components.schemas[last(schema.$ref)];

describe('the operations table equals the contract', () => {
  it('contains all 71 operations and no other', () => {
    expect(declared).toHaveLength(71);
    expect(Object.keys(operations).sort()).toEqual(
      declared.map(({ operation }) => operation.operationId).sort(),
    );
  });

  it.each(declared)('$operation.operationId', ({ path, method, operation }) => {
    const row = rowOf(operation.operationId);
    const parameters = parametersOf(operation.parameters);
    const named = (place: string) => parameters.filter((one) => one.in === place);

    expect(row).toMatchObject({
      id: operation.operationId,
      path,
      method: method.toUpperCase(),
      scopes: operation['x-required-scopes'],
      deprecated: operation.deprecated,
    });
    expect(row.conditionalScopes.map(({ scope, field }) => [scope, `${field}=true`])).toEqual(
      Object.entries(operation['x-conditional-scopes']),
    );
    expect([...row.pathParameters]).toEqual(
      named('path').map(({ name, schema }) => ({ name, type: schema.type })),
    );
    expect(
      row.queryParameters.map(({ name, type, required, values }) => ({
        name,
        type,
        required,
        values,
      })),
    ).toEqual(
      named('query').map(({ name, required, schema }) => ({
        name,
        required,
        type: schema.type ?? schemaOf(schema)?.type,
        values: schema.enum ?? schemaOf(schema)?.enum,
      })),
    );
    expect(row.answer).toBe(promised(operation.responses));
  });
});

/** The outer shape of the 200 or 201, derived from the contract alone. */
function promised(responses: Record<string, unknown>) {
  const found = responses['200'] ?? responses['201'];
  const schema =
    found === undefined ? undefined : answer.parse(found).content?.['application/json'].schema;
  if (!schema) return 'nothing';
  const { type, properties = {} } = schemaOf(schema) ?? { type: schema.type };
  if (type === 'array') return 'array';
  return 'results' in properties && 'count' in properties ? 'page' : 'object';
}

function rowOf(id: string): Operation {
  const row = Object.values(operations).find((one) => one.id === id);
  if (!row) throw new Error(`no operation ${id}`);
  return row;
}

const writes = (row: Operation) => row.scopes.some((scope) => scope.endsWith(':write'));

it.each(Object.values(operations))('$id has a title: a phrase without a full stop', ({ title }) => {
  expect(title).toMatch(/^[A-Z].*[^.]$/);
});

describe('effects', () => {
  const rows = Object.values(operations);

  it('reads need no write scope, and everything else needs one', () => {
    expect(
      rows.filter((row) => (row.effect === 'read') === writes(row)).map((row) => row.id),
    ).toEqual([]);
  });

  it('every GET reads, and the POSTs that only read are these six', () => {
    expect(rows.filter((row) => row.method === 'GET' && row.effect !== 'read')).toEqual([]);
    expect(
      rows.filter((row) => row.method !== 'GET' && row.effect === 'read').map((row) => row.id),
    ).toEqual([
      'experiments_session_buckets_create',
      'experiments_session_event_deltas_create',
      'experiments_calculate_running_time_create',
      'experiments_session_contexts_create',
      'experiments_setup_context_create',
      'feature_flags_bulk_keys_create',
    ]);
  });

  it('operations that cannot be undone are marked destructive, and lifecycle steps are never idempotent', () => {
    expect(rows.filter((row) => row.effect === 'destructive').map((row) => row.id)).toEqual([
      'experiments_destroy',
      'experiments_ship_variant_create',
      'experiments_bulk_update_tags_create',
      'experiment_holdouts_destroy',
      'experiment_saved_metrics_destroy',
      'feature_flags_destroy',
    ]);
    const steps = [
      'launch',
      'pause',
      'resume',
      'end',
      'ship_variant',
      'reset',
      'archive',
      'unarchive',
      'freeze_exposure',
      'unfreeze_exposure',
    ];
    expect(steps.map((step) => rowOf(`experiments_${step}_create`).idempotent)).toEqual(
      steps.map(() => false),
    );
  });
});

it('no other file of the product contains a PostHog path', () => {
  const own = ['posthog/api/operations.ts', 'posthog/api/types.generated.ts'];
  const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter(
    (file) => file.endsWith('.ts') && !file.startsWith('sandbox/') && !own.includes(file),
  );
  expect(files).toContain('posthog/client.ts');
  const spelling = files.filter((file) =>
    /\/api\/(projects|users|organizations)/.test(readFileSync(join('src', file), 'utf8')),
  );
  expect(spelling).toEqual([]);
});
