import { readFileSync } from 'node:fs';
import { Validator } from '@seriousme/openapi-schema-validator';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exportRoute } from '../../src/export/http/export-route.ts';
import { reportRoute } from '../../src/report/http/report-route.ts';
import { operations } from '../../src/posthog/api/operations.ts';
import { exampleProblems } from '../support/rest-document.ts';
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
/** What PostHog does not have: its answers are no JSON. */
const isOwn = (path: string) => /^\/v1\/(export|reports)\//.test(path);
const items = Object.entries(committed.paths).filter(([path]) => !isOwn(path));
const described = items.flatMap(([, item]) => Object.values(item));

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
    const paths = items.map(([path]) => path);
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
    const operations = items.flatMap(([, item]) => Object.entries(item));
    const lacking = operations.filter(
      ([method, { responses }]) =>
        !('502' in responses && '504' in responses) ||
        !Object.values(responses).every((one) => '$ref' in one || one.description) ||
        '304' in responses !== (method === 'get'),
    );
    expect(lacking).toEqual([]);
    expect(JSON.stringify(committed.paths)).toContain('#/components/headers/X-Upstream-Calls');
  });
});

describe('an operation of the document', () => {
  interface Content {
    readonly content?: Readonly<Record<string, { readonly example?: unknown }>>;
  }
  interface WithExamples {
    readonly description: string;
    readonly requestBody?: Content;
    readonly responses: Readonly<Record<string, Content & { readonly $ref?: string }>>;
  }
  const cases = described.map((one) => [one.operationId, one as unknown as WithExamples] as const);
  it.each(cases)('says what it does and has an example of body and answer: %s', (_, operation) => {
    expect(operation.description).toMatch(/^[A-Z].{20,}\.$/s);
    const { requestBody, responses } = operation;
    const isShown = ({ content }: Content) =>
      !content || content['application/json']?.example !== undefined;
    expect(!requestBody || isShown(requestBody)).toBe(true);
    const answers = Object.entries(responses).filter(([status]) => Number(status) < 300);
    // Two operations are always refused, which has an example of its own.
    const { $ref: refusal } = responses['405'] ?? {};
    expect(answers.some(([, answer]) => isShown(answer)) || refusal !== undefined).toBe(true);
  });

  it.each(cases)(
    'can be refused in every way that the server refuses requests: %s',
    (_, operation) => {
      const missing = ['400', '401', '403', '408', '421', '429', '500', '502', '503', '504'].filter(
        (status) => !(status in operation.responses),
      );
      expect(missing).toEqual([]);
    },
  );

  it('has no notes for researchers', () => {
    expect(JSON.stringify(committed)).not.toMatch(
      /newest server|older server|generated client|frontend code|framework default|handler|not established|assumed/i,
    );
  });

  it('has examples that are valid by the schemas', () => {
    const problems = described.flatMap(({ operationId }) => {
      const { path, method } = placeOf(operationId);
      return exampleProblems(path, method);
    });
    expect(problems).toEqual([]);
  });

  it('names the token of the gateway beside the key', () => {
    const { securitySchemes } = committed.components as unknown as {
      securitySchemes: Record<string, object>;
    };
    expect(securitySchemes['GatewayToken']).toMatchObject({
      type: 'apiKey',
      in: 'header',
      name: 'x-gateway-token',
    });
  });
});

function placeOf(id: string) {
  for (const [path, item] of Object.entries(committed.paths)) {
    for (const [method, operation] of Object.entries(item)) {
      if (operation.operationId === id) return { path, method };
    }
  }
  throw new Error(`${id} is not in the document`);
}

describe('/v1/openapi.json', () => {
  let rest: RestOnSandbox;
  beforeAll(async () => {
    const graph = { fetch: () => Promise.reject(new Error('Nothing is read.')) };
    const limits = { perMinute: 1, perHour: 1 };
    const stopping = new AbortController().signal;
    rest = await startRest({
      ownRoutes: [exportRoute({ graph, limits, stopping }), reportRoute({ graph })],
    });
  });
  afterAll(() => rest.close());

  it('proposes the configured project', async () => {
    const configured = await startRest({ projectId: '42' });
    const { body } = await configured.call('GET', '/v1/openapi.json', { key: null });
    await configured.close();
    const [project] = body.paths['/v1/api/projects/{project-id}/experiments'].get.parameters;
    expect(project.schema.default).toBe('42');
  });

  it('serves the committed document without a key', async () => {
    const { status, body } = await rest.call('GET', '/v1/openapi.json', { key: null });
    expect(status).toBe(200);
    expect(body).toEqual(committed);
  });
});
