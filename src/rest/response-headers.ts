const text = (description: string) => ({ description, schema: { type: 'string' } });
const count = (description: string) => ({ description, schema: { type: 'integer', minimum: 0 } });

/** Response headers of the REST API, described once for all operations. */
export const headerComponents = {
  'X-Request-Id': text(
    'The `X-Request-Id` of the request, or an id that was made for it. The log has it too.',
  ),
  'X-Upstream-Calls': count('Number of calls made to PostHog for this response.'),
  'Retry-After': count('Seconds after which the same request may succeed.'),
  Allow: text('The methods that the path supports.'),
  ETag: text('Identifies this response. Send it back as `If-None-Match`.'),
  Age: count('Seconds since PostHog sent this response.'),
  'X-Stale-Reason': text('Why the response is stale, if a cached response replaces a failure.'),
};

/** References to headers by name, as a response has them, and to the one that every response has. */
export const headerRefs = (...names: (keyof typeof headerComponents)[]) =>
  Object.fromEntries(
    (['X-Request-Id', ...names] as const).map((name) => [
      name,
      { $ref: `#/components/headers/${name}` },
    ]),
  );
