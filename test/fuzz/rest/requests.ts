import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { operations, type Operation } from '../../../src/posthog/api/operations.ts';
import type { Example } from '../../../src/rest/examples.ts';
import { pathAliases } from '../../../src/rest/path-aliases.ts';

/** A request to the REST API, as somebody might send it. */
export interface RandomRequest {
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** JSON, or any other text; undefined for no body. */
  readonly body: string | undefined;
}

const examples = JSON.parse(
  readFileSync(new URL('../../../schema/rest.examples.json', import.meta.url), 'utf8'),
) as Readonly<Record<string, Example>>;

const UUID = '11111111-1111-4111-8111-111111111111';

/** Values of parameters: right for some, wrong for others. */
const texts = fc.constantFrom(
  '1',
  '2',
  '0',
  '-1',
  '50',
  'true',
  'false',
  '',
  'x',
  'name',
  '-created_at',
  'running',
  'draft',
  'all',
  '["a"]',
  '{"a":"b"}',
  '[',
  '$pageview',
  UUID,
  'é',
  '1'.repeat(40),
);
const projects = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom('1', '@current') },
  { weight: 1, arbitrary: fc.constantFrom('2', '99', 'x', '0') },
);
const ids = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 1, max: 45 }).map(String) },
  { weight: 1, arbitrary: fc.constantFrom('0', '99999', 'x', '1e3', UUID, '@current') },
);

/** A body near the example's: some of its fields missing, or of any value. */
const bodyLike = (example: object) =>
  fc
    .record({
      fields: fc.subarray(Object.keys(example)),
      changed: fc.dictionary(
        fc.constantFrom(...Object.keys(example), 'deleted', 'archived', 'unknown'),
        fc.oneof(fc.jsonValue({ maxDepth: 2 }), fc.constantFrom(null, '', 1, [], {})),
        { maxKeys: 2 },
      ),
    })
    .map(({ fields, changed }) => ({
      ...Object.fromEntries(Object.entries(example).filter(([name]) => fields.includes(name))),
      ...changed,
    }));

function bodies({ id, method }: Operation): fc.Arbitrary<string | undefined> {
  if (method === 'GET') return fc.constant(undefined);
  const example = examples[id]?.body;
  const near =
    typeof example === 'object' && example !== null
      ? fc.oneof(fc.constant(example), bodyLike(example))
      : fc.constant({});
  return fc.oneof(
    { weight: 8, arbitrary: near.map((body) => JSON.stringify(body)) },
    { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 2 }).map((body) => JSON.stringify(body)) },
    { weight: 1, arbitrary: fc.constantFrom(undefined, '{', 'null', '[]') },
  );
}

const headers = fc
  .record({
    key: fc.oneof(
      { weight: 12, arbitrary: fc.constant('Bearer phx_sandbox') },
      { weight: 1, arbitrary: fc.constantFrom('Bearer phx_unknown', 'Basic x', '') },
    ),
    type: fc.oneof(
      { weight: 12, arbitrary: fc.constant('application/json') },
      { weight: 1, arbitrary: fc.constant('text/plain') },
    ),
    cache: fc.constantFrom('', '', 'max-age=60', 'no-cache'),
  })
  .map(({ key, type, cache }) => ({
    'content-type': type,
    ...(key !== '' && { authorization: key }),
    ...(cache !== '' && { 'cache-control': cache }),
  }));

/** A path of an operation in one of its accepted forms, with values in its placeholders. */
const paths = (operation: Operation) =>
  fc
    .record({
      form: fc.constantFrom(...pathAliases(operation.path)),
      project: projects,
      id: ids,
    })
    .map(({ form, project, id }) =>
      form.replace(/\{project[_-]id\}/, project).replaceAll(/\{[^}]+\}/g, encodeURIComponent(id)),
    )
    .map((path) => path.replaceAll('%40', '@'));

const queries = ({ id, queryParameters }: Operation) => {
  const example = examples[id]?.query ?? {};
  const names = [...queryParameters.map(({ name }) => name), 'limit', 'unknown'];
  return fc
    .record({
      usual: fc.boolean(),
      other: fc.dictionary(fc.constantFrom(...names), texts, { maxKeys: 2 }),
    })
    .map(({ usual, other }) => new URLSearchParams({ ...(usual && example), ...other }).toString());
};

/** Any operation of the table, with any of its parameters and bodies, valid ones among them. */
export const randomRequests: fc.Arbitrary<RandomRequest> = fc
  .constantFrom(...Object.values(operations))
  .chain((operation) =>
    fc
      .record({
        path: paths(operation),
        query: queries(operation),
        headers,
        body: bodies(operation),
      })
      .map(({ path, query, ...rest }) => ({
        method: operation.method,
        path: query === '' ? path : `${path}?${query}`,
        ...rest,
      })),
  );
