import { z } from 'zod';
import { ownResponses } from '../../rest/responses.ts';
import { OWN_TAG } from '../../rest/openapi.ts';
import { exportParameters } from './read-request.ts';

/** The path of exports in the OpenAPI document. */
export const EXPORT_PATH = '/v1/export/{file}';

const trailers = {
  'X-Export-Experiments': 'Experiments in the export.',
  'X-Export-Rows': 'Rows in the export.',
  'X-Export-Failed': 'Ids of the experiments that could not be read, with commas; empty for none.',
  'X-Upstream-Calls': 'Calls to PostHog.',
};

/** The trailers of an export that ends properly. */
export const trailerNames: readonly string[] = Object.keys(trailers);

const { properties = {} } = z.toJSONSchema(exportParameters, { io: 'input' });

/** The operation of `GET /v1/export/{file}` in the OpenAPI document. */
export const exportDescription = {
  operationId: 'export',
  summary: 'Export experiments, results or daily series',
  description: [
    'A table of the experiments of a project, of their newest results, or of their daily series, streamed row by row as it is read from PostHog. The columns are described in docs/export.md.',
    'The export waits while less than a quarter of the calls of the key are left. A reader that leaves ends it.',
    'If an experiment cannot be read, the others are still sent; then the connection is closed without the end of the transfer, so that every client notices, unless `allow_partial=true`. A transfer that ends properly is whole.',
  ].join('\n\n'),
  tags: [OWN_TAG.name],
  parameters: [
    {
      name: 'file',
      in: 'path',
      required: true,
      description:
        'What a row is about and the format: `experiments`, `results` or `timeseries`, and `.ndjson`, `.csv` or `.parquet`.',
      schema: {
        type: 'string',
        pattern: '^(experiments|results|timeseries)(\\.(ndjson|csv|parquet))?$',
      },
      example: 'results.csv',
    },
    ...Object.entries(properties).map(([name, property]) => {
      const { description, ...schema } = property as { readonly description: string };
      return { name, in: 'query', required: false, description, schema };
    }),
  ],
  responses: ownResponses({
    description: `The table. Trailers: ${Object.entries(trailers)
      .map(([name, meaning]) => `\`${name}\`: ${meaning}`)
      .join(' ')}`,
    content: {
      'application/x-ndjson': { schema: { type: 'string' } },
      'text/csv': { schema: { type: 'string' } },
      'application/vnd.apache.parquet': { schema: { type: 'string', format: 'binary' } },
    },
  }),
};
