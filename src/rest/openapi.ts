import type { OpenApiDocument, OpenApiParameter } from '../posthog/api/openapi.ts';
import type { Operation } from '../posthog/api/operations.ts';
import { version } from '../version.ts';
import { referenced, withoutNotes } from './schemas.ts';
import { headerComponents, responsesOf } from './responses.ts';
import { restParameter, restPath } from './path-aliases.ts';

type Json = Readonly<Record<string, unknown>>;

const SECURITY = 'PersonalAPIKey';

/** The REST API as an OpenAPI 3.1 document, with one path item for each path of the operations table. */
export function openApi(operations: readonly Operation[], contract: OpenApiDocument): Json {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const operation of operations) {
    const item = (paths[restPath(operation.path)] ??= {});
    item[operation.method.toLowerCase()] = describe(operation, contract);
  }
  return {
    openapi: '3.1.0',
    info,
    servers: [{ url: '/', description: 'The gateway that serves this document.' }],
    security: [{ [SECURITY]: [] }],
    tags: tagsOf(operations).map((name) => ({ name })),
    paths,
    components: {
      securitySchemes: {
        [SECURITY]: {
          type: 'http',
          scheme: 'bearer',
          description:
            'A PostHog personal API key (`phx_…`) or OAuth token (`pha_…`). A project secret key (`phs_…`) opens the two reads that PostHog allows it; everything else is 403. Optional if the gateway has a key configured.',
        },
      },
      headers: headerComponents,
      schemas: referenced(paths, contract),
    },
  };
}

const info = {
  title: "PostHog's REST API through the gateway",
  version,
  license: { name: 'MIT', identifier: 'MIT' },
  description: [
    "PostHog's JSON, statuses and error bodies, unmodified and under one root. The gateway adds its limits, retries and sharing of identical requests.",
    "Every path is also available in PostHog's own spelling: with underscores instead of hyphens, with or without `/v1`, and with or without a trailing slash.",
    'Bodies are validated before a call is made. `X-Upstream-Calls` reports the number of calls.',
    'Each read is sent to PostHog unless `Cache-Control: max-age=N` (seconds) permits a cached response. `stale-if-error` permits a stale response instead of an error. `Age` reports the age of the response.',
  ].join('\n\n'),
};

const tagsOf = (operations: readonly Operation[]) => [...new Set(operations.map(tagOf))];

/** The collection a path belongs to: its last fixed segment before an id, or its last segment. */
function tagOf({ path }: Operation): string {
  const segments = path.split('/').filter(Boolean);
  const [first = '', , collection] = segments.slice(1);
  return restParameter(collection ?? first);
}

function describe(operation: Operation, contract: OpenApiDocument): Json {
  const { id, title, deprecated, scopes, conditionalScopes, pathParameters } = operation;
  const declared = contract.operation(id);
  const description = operation.explanation ?? declared.description;
  const described = new Map(declared.parameters.map((one) => [one.name, one]));
  const parameters = [
    ...pathParameters.map(({ name, type }) => ({
      name: restParameter(name),
      in: 'path',
      required: true,
      ...(described.get(name)?.description && { description: described.get(name)?.description }),
      schema: { type },
    })),
    ...declared.parameters.filter((one) => one.in === 'query').map(queryParameter),
    ...(operation.method === 'GET' ? [ifNoneMatch] : []),
  ];
  return {
    operationId: id,
    summary: title,
    ...(description !== undefined && { description }),
    tags: [tagOf(operation)],
    ...(deprecated && { deprecated }),
    parameters,
    ...(declared.body && {
      requestBody: {
        required: declared.body.required,
        content: { 'application/json': { schema: withoutNotes(declared.body.schema) } },
      },
    }),
    responses: responsesOf(operation, declared),
    'x-required-scopes': scopes,
    ...(conditionalScopes.length > 0 && { 'x-conditional-scopes': conditionalScopes }),
  };
}

const queryParameter = ({ name, required = false, description, schema }: OpenApiParameter) => ({
  name,
  in: 'query',
  required,
  ...(description !== undefined && { description }),
  schema: withoutNotes(schema),
});

const ifNoneMatch = {
  name: 'If-None-Match',
  in: 'header',
  required: false,
  description: "The `ETag` of the caller's copy. The response is 304 if the copy is still current.",
  schema: { type: 'string' },
};
