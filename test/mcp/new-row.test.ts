import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { schema } from '../../src/graph/schema.ts';
import { Catalogue } from '../../src/mcp/catalogue.ts';
import { OpenApiDocument, type PinnedOpenApiDocument } from '../../src/posthog/api/openapi.ts';
import { operations, type Operation } from '../../src/posthog/api/operations.ts';
import { fakePostHog, json } from '../support/fake-posthog.ts';
import { startMcp } from '../support/start-mcp.ts';

const id = 'experiments_applause_create';
const path = '/api/projects/{project_id}/experiments/{id}/applause/';

/** A row for an operation that PostHog might add. */
const row = {
  ...operations.experiments_launch_create,
  id,
  path,
  title: 'Applaud an experiment',
  consequence: { changes: 'Everybody hears it.', loses: 'Silence.' },
} as unknown as Operation;

/** The contract's description of that operation. */
const described: PinnedOpenApiDocument['paths'][string][string] = {
  operationId: id,
  parameters: [
    { $ref: '#/components/parameters/ProjectId' },
    { name: 'id', in: 'path', required: true, schema: { type: 'integer' } },
  ],
  requestBody: {
    required: true,
    content: {
      'application/json': {
        schema: {
          type: 'object',
          required: ['loudness'],
          properties: { loudness: { type: 'integer', maximum: 11 } },
        },
      },
    },
  },
  responses: {
    200: { description: 'Heard.', content: { 'application/json': { schema: { type: 'object' } } } },
  },
};

const document = JSON.parse(
  readFileSync('schema/posthog.openapi.json', 'utf8'),
) as PinnedOpenApiDocument;

describe('a new row in the operations table', () => {
  it('is a new tool that is listed, validates its arguments, asks for confirmation and calls PostHog', async () => {
    await using posthog = await fakePostHog(json(200, { id: 5, claps: 3 }));
    await using mcp = await startMcp({
      host: posthog.host,
      catalogue: new Catalogue({
        table: { ...operations, [id]: row },
        contract: new OpenApiDocument({
          ...document,
          paths: { ...document.paths, [path]: { post: described } },
        }),
        schema,
        documents: new URL('../../schema/documents/', import.meta.url),
      }),
    });

    const { tools } = await (await mcp.connect()).listTools();
    expect(tools.find(({ name }) => name === 'experiment-applause')).toMatchObject({
      title: 'Applaud an experiment',
      description: expect.stringContaining('Everybody hears it. Silence.'),
      inputSchema: {
        required: ['id', 'loudness'],
        properties: { loudness: { type: 'integer', maximum: 11 } },
      },
      annotations: { destructiveHint: true },
    });

    const wrong = await mcp.call('experiment-applause', { id: 5, loudness: 12 });
    expect(wrong.text).toContain('loudness must be <= 11');
    expect(posthog.received).toHaveLength(0);

    const asked = await mcp.call('experiment-applause', { id: 5, loudness: 3 });
    expect(asked.structured).toMatchObject({
      request: { path: '/api/projects/1/experiments/5/applause/' },
    });
    const done = await mcp.call('experiment-applause', {
      id: 5,
      loudness: 3,
      confirm: asked.structured['confirm'],
    });
    expect(done.structured).toEqual({ id: 5, claps: 3 });
    expect(posthog.received.at(-1)).toMatchObject({ method: 'POST', body: '{"loudness":3}' });
  });
});
