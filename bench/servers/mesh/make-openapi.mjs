// Writes openapi.json: the stub's endpoints as Mesh reads them. Usage: UPSTREAM=… node servers/mesh/make-openapi.mjs
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

const string = { type: 'string', nullable: true };
const integer = { type: 'integer', nullable: true };
const number = { type: 'number', nullable: true };
const boolean = { type: 'boolean', nullable: true };
const listOf = (items) => ({ type: 'array', items });
const ref = (name) => ({ $ref: `#/components/schemas/${name}` });
const object = (properties) => ({ type: 'object', properties });
const inPath = (name) => ({ name, in: 'path', required: true, schema: { type: 'integer' } });
const inQuery = (name, type) => ({ name, in: 'query', required: true, schema: { type } });
const get = (operationId, schema, parameters) => ({
  get: {
    operationId,
    parameters,
    responses: { 200: { description: 'ok', content: { 'application/json': { schema } } } },
  },
});

const row = {
  id: integer,
  name: string,
  description: string,
  status: string,
  start_date: string,
  end_date: string,
  created_at: string,
  archived: boolean,
  feature_flag: ref('Flag'),
  holdout: ref('Holdout'),
};
const document = {
  openapi: '3.0.3',
  info: { title: 'stub', version: '1' },
  servers: [{ url: process.env.UPSTREAM }],
  paths: {
    '/api/projects/1/experiments/': get('experiments_list', ref('Page'), [
      inQuery('limit', 'integer'),
    ]),
    '/api/projects/1/experiments/{id}/': get('experiments_retrieve', ref('Experiment'), [
      inPath('id'),
    ]),
    '/api/projects/1/feature_flags/{id}/': get('flags_retrieve', ref('Flag'), [inPath('id')]),
    '/api/projects/1/experiments/{id}/timeseries_results/': get(
      'timeseries_retrieve',
      ref('Timeseries'),
      [inPath('id'), inQuery('metric_uuid', 'string'), inQuery('fingerprint', 'string')],
    ),
  },
  components: {
    schemas: {
      Page: object({ count: integer, results: listOf(ref('Row')) }),
      Row: object(row),
      Experiment: object({ ...row, metrics: listOf(ref('Metric')) }),
      Flag: object({ id: integer, version: integer, key: string, name: string, active: boolean }),
      Holdout: object({ id: integer, name: string, description: string, created_at: string }),
      Metric: object({ uuid: string, name: string, fingerprint: string }),
      Timeseries: object({ status: string, timeseries: listOf(ref('Point')) }),
      Point: object({ date: string, variant_results: listOf(ref('Variant')) }),
      Variant: object({
        key: string,
        number_of_samples: integer,
        chance_to_win: number,
        credible_interval: listOf({ type: 'number' }),
        significant: boolean,
      }),
    },
  },
};
writeFileSync(join(import.meta.dirname, 'openapi.json'), JSON.stringify(document));
