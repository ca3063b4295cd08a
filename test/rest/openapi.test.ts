import { readFileSync } from 'node:fs';
import { Validator } from '@seriousme/openapi-schema-validator';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { operations } from '../../src/posthog/api/operations.ts';
import { startRest, type RestOnSandbox } from '../support/rest.ts';

interface Described {
  readonly operationId: string;
  readonly parameters: readonly { readonly name: string; readonly in: string }[];
  readonly responses: Readonly<Record<string, { readonly description: string }>>;
}
interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Described>>>>;
  readonly components: { readonly schemas: object };
}

const committed = JSON.parse(readFileSync('schema/rest.openapi.json', 'utf8')) as Document;
const described = Object.values(committed.paths).flatMap((item) => Object.values(item));

describe('schema/rest.openapi.json', () => {
  it('is valid OpenAPI 3.1', async () => {
    const { valid, errors } = await new Validator().validate({ ...structuredClone(committed) });
    expect(errors ?? []).toEqual([]);
    expect(valid).toBe(true);
  });

  it('describes every row of the table once, with hyphens in paths', () => {
    expect(described.map(({ operationId }) => operationId).sort()).toEqual(
      Object.keys(operations).sort(),
    );
    const paths = Object.keys(committed.paths);
    expect(paths.filter((path) => !/^\/v1\/api\/[a-z\d@{}/-]+[^/]$/.test(path))).toEqual([]);
  });

  it('contains exactly the schemas it refers to', () => {
    const text = JSON.stringify(committed);
    const referred = new Set(
      Array.from(text.matchAll(/"#\/components\/schemas\/([^"]+)"/g), ([, name]) => name),
    );
    expect(new Set(Object.keys(committed.components.schemas))).toEqual(referred);
  });

  it('describes for every operation what the gateway adds: its own errors, the number of calls, and ETags of reads', () => {
    const operations = Object.values(committed.paths).flatMap((item) => Object.entries(item));
    const lacking = operations.filter(
      ([method, { responses }]) =>
        !('502' in responses && '504' in responses) ||
        !Object.values(responses).every(({ description }) => description) ||
        '304' in responses !== (method === 'get'),
    );
    expect(lacking).toEqual([]);
    expect(JSON.stringify(committed.paths)).toContain('#/components/headers/X-Upstream-Calls');
  });
});

describe('/v1/openapi.json', () => {
  let rest: RestOnSandbox;
  beforeAll(async () => {
    rest = await startRest();
  });
  afterAll(() => rest.close());

  it('serves the committed document without a key', async () => {
    const { status, body } = await rest.call('GET', '/v1/openapi.json', { key: null });
    expect(status).toBe(200);
    expect(body).toEqual(committed);
  });
});
