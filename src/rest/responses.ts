import type { JsonSchema, OpenApiOperation, OpenApiResponse } from '../posthog/api/openapi.ts';
import type { Operation } from '../posthog/api/operations.ts';
import type { Example } from './examples.ts';
import { errorSchema, failures } from './failure-responses.ts';
import { headerRefs } from './response-headers.ts';
import { withoutNotes } from './schemas.ts';

const READ = ['X-Upstream-Calls', 'ETag', 'Age', 'X-Stale-Reason'] as const;

const NOT_MODIFIED = 'NotModified';

/** Responses that operations share. */
export const responseComponents: Readonly<Record<string, unknown>> = {
  [NOT_MODIFIED]: {
    description: "The caller's copy is still current.",
    headers: headerRefs(...READ),
  },
  ...Object.fromEntries(Object.values(failures)),
};

const component = (name: string) => ({ $ref: `#/components/responses/${name}` });

/** Statuses that any request can be answered with. */
const ANY = [400, 401, 403, 408, 421, 429, 500, 502, 503, 504] as const;

type FailureStatus = keyof typeof failures;

/** Every response of an operation in the REST API, by status. */
export function responsesOf(
  { method, pathParameters }: Operation,
  { responses }: OpenApiOperation,
  example: Example | undefined,
): Readonly<Record<string, unknown>> {
  const own: readonly FailureStatus[] = [
    ...ANY,
    ...(pathParameters.length > 0 ? [404 as const] : []),
    // A body that is sent is read, whether the operation has one or not.
    ...(method === 'GET' ? [] : [413 as const, 415 as const]),
  ];
  const declared = Object.entries(responses).map(([status, response]) => {
    const failure = failures[Number(status) as FailureStatus] as
      readonly [string, unknown] | undefined;
    if (failure && isPlainError(response)) return [status, component(failure[0])];
    const isRead = method === 'GET' && status === '200';
    const answer = example && String(example.status) === status ? example.answer : undefined;
    return [
      status,
      {
        ...described(response, answer),
        headers: headerRefs(...(isRead ? READ : (['X-Upstream-Calls'] as const))),
      },
    ];
  });
  return Object.fromEntries([
    ...own.map((status) => [status, component(failures[status][0])]),
    ...(method === 'GET' ? [[304, component(NOT_MODIFIED)]] : []),
    ...declared,
  ]);
}

/** The responses of an own route: what it answers, and every refusal that any request can have. */
export const ownResponses = (
  answer: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> => ({
  ...Object.fromEntries([...ANY, 404 as const].map((one) => [one, component(failures[one][0])])),
  200: answer,
});

const schemaOf = ({ content }: OpenApiResponse): JsonSchema | undefined =>
  content?.['application/json']?.schema;

/** False where PostHog's contract says more about a failure than its status. */
const isPlainError = (response: OpenApiResponse) => schemaOf(response)?.$ref === errorSchema;

function described(response: OpenApiResponse, example: unknown) {
  const schema = schemaOf(response);
  return {
    description: response.description,
    ...(schema && {
      content: {
        'application/json': {
          schema: withoutNotes(schema),
          ...(example !== undefined && { example }),
        },
      },
    }),
  };
}
