import type { OpenApiOperation, OpenApiResponse } from '../posthog/api/openapi.ts';
import type { Operation } from '../posthog/api/operations.ts';
import { withoutNotes } from './schemas.ts';

const text = (description: string) => ({ description, schema: { type: 'string' } });
const count = (description: string) => ({ description, schema: { type: 'integer', minimum: 0 } });

/** Response headers of the REST API, described once for all operations. */
export const headerComponents = {
  'X-Upstream-Calls': count('Number of calls made to PostHog for this response.'),
  'Retry-After': count('Seconds after which the same request may succeed.'),
  ETag: text('Identifies this response. Send it back as `If-None-Match`.'),
  Age: count('Seconds since PostHog sent this response.'),
  'X-Stale-Reason': text('Why the response is stale, if a cached response replaces a failure.'),
};

const headers = (...names: (keyof typeof headerComponents)[]) =>
  Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]));

const READ = ['ETag', 'Age', 'X-Stale-Reason'] as const;
const LIMITED = ['Retry-After'] as const;

/** Failures between this server and PostHog, which PostHog's contract does not describe. */
const ofTheGateway = {
  502: 'PostHog cannot be reached, or the server at its address is not PostHog.',
  504: 'PostHog did not respond in time. A requested change may have been made.',
};

/** Every response of an operation in the REST API, by status. */
export function responsesOf(
  { method }: Operation,
  { responses }: OpenApiOperation,
): Readonly<Record<string, unknown>> {
  const declared = Object.entries(responses).map(([status, response]) => {
    const isRead = method === 'GET' && status === '200';
    const more = isRead ? READ : status === '429' ? LIMITED : [];
    return [status, { ...described(response), headers: headers('X-Upstream-Calls', ...more) }];
  });
  const own = Object.entries(ofTheGateway).map(([status, description]) => [
    status,
    { description, headers: headers('X-Upstream-Calls'), content: errorContent },
  ]);
  const unchanged =
    method === 'GET' ? [['304', { description: "The caller's copy is still current." }]] : [];
  return Object.fromEntries([...declared, ...unchanged, ...own]);
}

const errorContent = {
  'application/json': { schema: { $ref: '#/components/schemas/ErrorResponse' } },
};

function described({ description, content }: OpenApiResponse) {
  const schema = content?.['application/json']?.schema;
  return {
    description,
    ...(schema && { content: { 'application/json': { schema: withoutNotes(schema) } } }),
  };
}
