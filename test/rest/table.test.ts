import { globSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OpenApiDocument, type PinnedOpenApiDocument } from '../../src/posthog/api/openapi.ts';
import { operations, type Operation } from '../../src/posthog/api/operations.ts';
import { fakePostHog, json } from '../support/fake-posthog.ts';
import { send, serveRest, startRest, type RestOnSandbox } from '../support/rest.ts';

const table = Object.values(operations);

/** A path with an id for each placeholder. */
const filled = (path: string) =>
  path
    .replaceAll('{project_id}', '1')
    .replaceAll('{id}', '5')
    .replaceAll('{recalculation_id}', '11111111-1111-4111-8111-111111111111')
    .replaceAll('{organization_id}', '11111111-1111-4111-8111-111111111111');

describe('the operations table', () => {
  let rest: RestOnSandbox;
  beforeAll(async () => {
    rest = await startRest();
  });
  afterAll(() => rest.close());

  it.each(table)('has a route for $id for each path variant', async ({ method, path }) => {
    const theirs = filled(path);
    const ours = `/v1${theirs.replaceAll('_', '-').replace(/\/$/, '')}`;
    const asked = [];
    for (const address of [ours, `/v1${theirs}`, theirs]) {
      // Without a key, an existing route asks for the key and an unknown one is not found.
      const { status } = await rest.call(method, address, { key: null });
      asked.push(status);
    }
    expect(asked).toEqual([401, 401, 401]);
  });
});

describe('a new row in the table', () => {
  const document = JSON.parse(
    readFileSync('schema/posthog.openapi.json', 'utf8'),
  ) as PinnedOpenApiDocument;
  const path = '/api/projects/{project_id}/tea_kettles/{id}/boil_water/';
  const row = {
    ...operations.experiments_end_create,
    id: 'tea_kettles_boil_water_create',
    path,
    title: 'Boil water',
  } as unknown as Operation;
  const contract = new OpenApiDocument({
    ...document,
    paths: {
      ...document.paths,
      [path]: {
        post: {
          operationId: row.id,
          requestBody: {
            required: true,
            content: {
              'application/json': {
                schema: {
                  required: ['degrees'],
                  properties: { degrees: { type: 'integer', maximum: 100 } },
                },
              },
            },
          },
          responses: { 200: { description: 'Boiling.' } },
        },
      },
    },
  });

  it('is a new route, with validation and documentation', async () => {
    await using posthog = await fakePostHog(json(202, { boiling: true }));
    const served = { operations: [...table, row], contract };
    const server = await serveRest(posthog.upstream, served);
    const address = `${server.url}/v1/api/projects/1/tea-kettles/3/boil-water`;
    try {
      const body = { degrees: 100 };
      expect(await send(address, 'POST', { body })).toMatchObject({
        status: 202,
        body: { boiling: true },
        calls: 1,
      });
      expect(posthog.received).toMatchObject([
        {
          method: 'POST',
          url: '/api/projects/1/tea_kettles/3/boil_water/',
          body: '{"degrees":100}',
        },
      ]);
      const refused = await send(address, 'POST', { body: { degrees: 101 } });
      expect(refused).toMatchObject({ status: 400, body: { attr: 'degrees' }, calls: 0 });
      const { body: described } = await send(`${server.url}/v1/openapi.json`, 'GET');
      const item = described.paths['/v1/api/projects/{project-id}/tea-kettles/{id}/boil-water'];
      expect(item.post).toMatchObject({ operationId: row.id, summary: 'Boil water' });
    } finally {
      await server.close();
    }
  });
});

it("no file of the REST API contains the name of an operation's object", () => {
  const files = globSync('src/rest/**/*.ts');
  expect(files.length).toBeGreaterThan(10);
  const knowing = files.filter((file) =>
    /experiment|flag|holdout|metric|cohort|variant|timeserie/i.test(readFileSync(file, 'utf8')),
  );
  expect(knowing).toEqual([]);
});
