import type { OpenApiDocument, OpenApiParameter } from '../posthog/api/openapi.ts';
import type { Operation } from '../posthog/api/operations.ts';
import { collectionNotes } from '../posthog/api/collections.ts';
import { productName, version } from '../version.ts';
import { exampleOf, type Example } from './examples.ts';
import type { OwnRoute } from './own-route.ts';
import { operationText } from './operation-text.ts';
import { referenced, withoutNotes } from './schemas.ts';
import { headerComponents } from './response-headers.ts';
import { responseComponents, responsesOf } from './responses.ts';
import { restParameter, restPath } from './path-aliases.ts';

type Json = Readonly<Record<string, unknown>>;

/** What the document says about this gateway. */
export interface DocumentOptions {
  /** The project that the document proposes; by default the one that the owner of the key used last. */
  readonly projectId?: string | undefined;
  /** Reads of this server's own, behind PostHog's operations. */
  readonly ownRoutes?: readonly Pick<OwnRoute, 'path' | 'description'>[];
}

/** The REST API as an OpenAPI 3.1 document, with one path item for each path of the operations table. */
export function openApi(
  operations: readonly Operation[],
  contract: OpenApiDocument,
  { projectId = '@current', ownRoutes = [] }: DocumentOptions = {},
): Json {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const operation of operations) {
    const item = (paths[restPath(operation.path)] ??= {});
    item[operation.method.toLowerCase()] = describe(operation, contract, projectId);
  }
  for (const { path, description } of ownRoutes) paths[path] = { get: description };
  return {
    openapi: '3.1.0',
    info,
    // Relative to the address of this document, so that it holds below the path prefix of a proxy as well.
    servers: [{ url: '..', description: 'The gateway that serves this document.' }],
    security: [{ [KEY]: [] }, { [KEY]: [], [TOKEN]: [] }, { [TOKEN]: [] }, {}],
    tags: [...tagsOf(operations), ...(ownRoutes.length > 0 ? [OWN_TAG] : [])],
    paths,
    components: {
      securitySchemes,
      headers: headerComponents,
      responses: responseComponents,
      schemas: referenced([paths, responseComponents], contract),
    },
  };
}

/** The collection of what PostHog does not have. */
export const OWN_TAG = {
  name: 'exports-and-reports',
  description: 'Reads of this gateway that PostHog does not have.',
};

const KEY = 'PersonalAPIKey';
const TOKEN = 'GatewayToken';

const securitySchemes = {
  [KEY]: {
    type: 'http',
    scheme: 'bearer',
    description:
      'A PostHog personal API key (`phx_…`) or OAuth token (`pha_…`). A project secret key (`phs_…`) opens the two reads that PostHog allows it; everything else is 403. Optional if the gateway has a key configured.',
  },
  [TOKEN]: {
    type: 'apiKey',
    in: 'header',
    name: 'x-gateway-token',
    description: 'The token of the gateway. Needed only if the gateway has one configured.',
  },
};

const info = {
  title: `${productName}: REST API`,
  version,
  contact: { name: productName },
  license: { name: 'MIT', identifier: 'MIT' },
  description: [
    "PostHog's JSON, statuses and error bodies, unmodified and under one root. The gateway adds its limits, retries and sharing of identical requests.",
    "Every path is also available in PostHog's own spelling: with underscores instead of hyphens, with or without `/v1`, and with or without a trailing slash.",
    'Bodies are validated before a call is made. `X-Upstream-Calls` reports the number of calls.',
    'Each read is sent to PostHog unless `Cache-Control: max-age=N` (seconds) permits a cached response. `stale-if-error` permits a stale response instead of an error. `Age` reports the age of the response.',
  ].join('\n\n'),
};

/** The collection a path belongs to: its last fixed segment before an id, or its last segment. */
function collectionOf({ path }: Operation): string {
  const segments = path.split('/').filter(Boolean);
  const [first = '', , collection] = segments.slice(1);
  return collection ?? first;
}

const tagOf = (operation: Operation) => restParameter(collectionOf(operation));

const tagsOf = (operations: readonly Operation[]) =>
  [...new Set(operations.map(collectionOf))].map((collection) => ({
    name: restParameter(collection),
    ...(collectionNotes[collection] && { description: collectionNotes[collection] }),
  }));

function describe(operation: Operation, contract: OpenApiDocument, projectId: string): Json {
  const { id, title, deprecated, scopes, conditionalScopes, pathParameters } = operation;
  const declared = contract.operation(id);
  const example = exampleOf(operation);
  const described = new Map(declared.parameters.map((one) => [one.name, one]));
  const parameters = [
    ...pathParameters.map(({ name, type }) => ({
      name: restParameter(name),
      in: 'path',
      required: true,
      ...(described.get(name)?.description && { description: described.get(name)?.description }),
      schema: { type, ...(name === 'project_id' && { default: projectId }) },
      ...pathExample(name, example),
    })),
    ...declared.parameters
      .filter((one) => one.in === 'query')
      .map((one) => queryParameter(one, example)),
    ...(operation.method === 'GET' ? [ifNoneMatch] : []),
  ];
  return {
    operationId: id,
    summary: title,
    description: operationText(operation, declared),
    tags: [tagOf(operation)],
    ...(deprecated && { deprecated }),
    parameters,
    ...(declared.body && {
      requestBody: {
        required: declared.body.required,
        content: {
          'application/json': {
            schema: withoutNotes(declared.body.schema),
            ...(example?.body !== undefined && { example: example.body }),
          },
        },
      },
    }),
    responses: responsesOf(operation, declared, example),
    'x-required-scopes': scopes,
    ...(conditionalScopes.length > 0 && { 'x-conditional-scopes': conditionalScopes }),
  };
}

/** The project has no example but a default. */
function pathExample(name: string, example: Example | undefined) {
  const value = example?.path?.[name];
  return value === undefined ? {} : { example: value };
}

const queryParameter = (
  { name, required = false, description, schema }: OpenApiParameter,
  example: Example | undefined,
) => ({
  name,
  in: 'query',
  required,
  ...(description !== undefined && { description }),
  schema: withoutNotes(schema),
  // The viewer fills in what has an example, so that only what is needed has one.
  ...(required && example?.query?.[name] !== undefined && { example: example.query[name] }),
});

const ifNoneMatch = {
  name: 'If-None-Match',
  in: 'header',
  required: false,
  description: "The `ETag` of the caller's copy. The response is 304 if the copy is still current.",
  schema: { type: 'string' },
};
