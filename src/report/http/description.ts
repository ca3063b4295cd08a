import { OWN_TAG } from '../../rest/openapi.ts';
import { ownResponses } from '../../rest/responses.ts';
import { reportFormats } from '../formats.ts';

/** The path of reports in the OpenAPI document. */
export const REPORT_PATH = '/v1/reports/{id}';

/** The operation of `GET /v1/reports/{id}` in the OpenAPI document. */
export const reportDescription = {
  operationId: 'report',
  summary: 'Report about an experiment',
  description:
    'One page about an experiment: its plan, decision, findings, results with charts, exposures, variants and history. As HTML it needs nothing else and runs nothing; as Markdown the charts are tables. What the key may not read is named in it. Described in docs/reports.md.',
  tags: [OWN_TAG.name],
  parameters: [
    {
      name: 'id',
      in: 'path',
      required: true,
      description:
        "PostHog's number of the experiment, its id in this API, or the key of its flag.",
      schema: { type: 'string' },
      example: '21',
    },
    {
      name: 'format',
      in: 'query',
      required: false,
      description:
        'The format. By default the one that `Accept` prefers, and `html` where it accepts both.',
      schema: { type: 'string', enum: reportFormats },
    },
    {
      name: 'project_id',
      in: 'query',
      required: false,
      description: 'Number of the project. The configured one by default.',
      schema: { type: 'string' },
    },
  ],
  responses: ownResponses({
    description: 'The report.',
    content: {
      'text/html': { schema: { type: 'string' } },
      'text/markdown': { schema: { type: 'string' } },
    },
  }),
};
