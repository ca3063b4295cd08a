import { MAX_BODY_BYTES } from '../http/body-limit.ts';
import type { DrfErrorBody, ErrorType } from './envelope.ts';
import { headerRefs, type headerComponents } from './response-headers.ts';
import type { RestCode } from './rest-codes.ts';

/** The schema of every failure. */
export const errorSchema = '#/components/schemas/ErrorResponse';

type ErrorExample = readonly [type: ErrorType, code: RestCode, detail: string];

const error = (
  description: string,
  [type, code, detail]: ErrorExample,
  ...names: (keyof typeof headerComponents)[]
) => ({
  description,
  headers: headerRefs('X-Upstream-Calls', ...names),
  content: {
    'application/json': {
      schema: { $ref: errorSchema },
      example: { type, code, detail, attr: null } satisfies DrfErrorBody,
    },
  },
});

const MAY_HAVE_HAPPENED =
  'A change may have been made nevertheless: `extra.uncertain` is then true.';

/** Failures, by the status that is their only sign: PostHog's and those of the gateway have the same body. */
export const failures = {
  400: [
    'BadRequest',
    error(
      'A parameter or the body is wrong, or the state of the object does not allow the operation.',
      ['invalid_request', 'parse_error', 'JSON parse error - Unexpected end of JSON input'],
    ),
  ],
  401: [
    'Unauthorized',
    error('The request has no valid key, or not the token of the gateway.', [
      'authentication_error',
      'not_authenticated',
      'Authentication credentials were not provided.',
    ]),
  ],
  403: [
    'Forbidden',
    error(
      'The key may not do this: `detail` names the missing scope. Or a page of another origin sent the request.',
      [
        'authentication_error',
        'origin_not_allowed',
        'Pages of other origins may not call this API. Add the origin to CORS_ORIGINS to allow it.',
      ],
    ),
  ],
  404: [
    'NotFound',
    error('There is no such project or object.', ['invalid_request', 'not_found', 'Not found.']),
  ],
  405: [
    'MethodNotAllowed',
    {
      description: 'PostHog does not support the method here. Its answer has no body.',
      headers: headerRefs('X-Upstream-Calls', 'Allow'),
    },
  ],
  408: [
    'RequestTimeout',
    error('The request did not arrive in time. Nothing was done.', [
      'invalid_request',
      'request_timeout',
      'The request did not arrive in time (REQUEST_TIMEOUT_MS). Nothing was done.',
    ]),
  ],
  413: [
    'ContentTooLarge',
    error(`The body has more than ${MAX_BODY_BYTES} bytes after decompression.`, [
      'invalid_request',
      'request_entity_too_large',
      `The body may have at most ${MAX_BODY_BYTES} bytes, counted after decompression.`,
    ]),
  ],
  415: [
    'UnsupportedMediaType',
    error('The body is not sent as `application/json`, or is compressed in an unsupported way.', [
      'invalid_request',
      'unsupported_media_type',
      'Unsupported media type "text/plain" in request.',
    ]),
  ],
  421: [
    'MisdirectedRequest',
    error('The gateway does not serve this host name.', [
      'invalid_request',
      'host_not_allowed',
      'This server does not accept requests for that host name. Add it to ALLOWED_HOSTS to allow it.',
    ]),
  ],
  429: [
    'TooManyRequests',
    error(
      'The key has no calls left for now.',
      ['throttled_error', 'throttled', 'Request was throttled. Expected available in 17 seconds.'],
      'Retry-After',
    ),
  ],
  500: [
    'InternalServerError',
    error('An error of the gateway or of PostHog.', [
      'server_error',
      'error',
      'A server error occurred.',
    ]),
  ],
  502: [
    'BadGateway',
    error(
      `PostHog cannot be reached, or the server at its address is not PostHog. ${MAY_HAVE_HAPPENED}`,
      ['server_error', 'upstream_unavailable', 'PostHog cannot be reached.'],
    ),
  ],
  503: [
    'ServiceUnavailable',
    error(
      `PostHog is not available, or has been failing and was not asked; or the gateway has too much to do, or is stopping. ${MAY_HAVE_HAPPENED}`,
      [
        'server_error',
        'server_busy',
        'The server has too many requests in progress. Nothing was done: send it again in 1 s.',
      ],
      'Retry-After',
    ),
  ],
  504: [
    'GatewayTimeout',
    error(`PostHog did not respond in time. ${MAY_HAVE_HAPPENED}`, [
      'server_error',
      'upstream_timeout',
      'PostHog did not respond in time.',
    ]),
  ],
} as const;
