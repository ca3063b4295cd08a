/** One stable error code, as the documentation describes it. */
export interface ErrorCodeEntry {
  /** What has happened, in one sentence. */
  readonly meaning: string;
  /** What the caller can do, in one sentence. */
  readonly remedy: string;
  /** Status of the HTTP answer that carries it; absent where it comes inside an answer with 200. */
  readonly status?: number;
  /** False where the REST API never gives it. */
  readonly inRest?: false;
}

/** Codes of requests that the HTTP server refuses before GraphQL, REST or MCP see them. */
export const refusalCodes = {
  BAD_REQUEST: {
    status: 400,
    meaning: 'The request cannot be read, or its `Host` or address is not valid.',
    remedy: 'Send a JSON object with a `query`, and exactly one valid `Host` header.',
  },
  GATEWAY_TOKEN_REQUIRED: {
    status: 401,
    meaning: 'This server only serves callers that send its own token.',
    remedy:
      "Send the gateway's token as `x-gateway-token`, or a token of its identity provider as `Authorization: Bearer`.",
  },
  INVALID_TOKEN: {
    status: 401,
    meaning: 'The token (JWT) of the caller is not valid, has expired, or is not for this server.',
    remedy: 'Get a new token from the identity provider. The message says what is wrong.',
  },
  FORBIDDEN_BY_POLICY: {
    status: 403,
    meaning:
      'The access policy of this server gives the caller no role, or one that may not do it.',
    remedy: 'Ask the operator of this server for a role, or send a PostHog key of your own.',
  },
  CALLER_NOT_AUTHENTICATED: {
    status: 401,
    meaning: 'The application that this API is mounted in does not know the caller.',
    remedy: 'Send what the application requires of its callers, such as the cookie of a session.',
  },
  ORIGIN_NOT_ALLOWED: {
    status: 403,
    meaning: "A page of another site sent the request through a visitor's browser.",
    remedy: "Have the page's origin added to `CORS_ORIGINS`.",
  },
  NOT_FOUND: {
    status: 404,
    meaning: 'Nothing is served at this address.',
    remedy: 'Use `/graphql`, `/health` or `/ready`, without dot segments or percent-escapes.',
  },
  METHOD_NOT_ALLOWED: {
    status: 405,
    meaning: 'The address does not support the method.',
    remedy: 'Use a method listed in `Allow`.',
  },
  NOT_ACCEPTABLE: {
    status: 406,
    meaning: 'The answer is not available in any type that `Accept` allows.',
    remedy:
      'Send an `Accept` header that takes one of the types the error names. Nothing was executed.',
    inRest: false,
  },
  REQUEST_TIMEOUT: {
    status: 408,
    meaning: 'The request did not arrive in time.',
    remedy: 'Send the request faster: all of it must arrive within `REQUEST_TIMEOUT_MS`.',
  },
  ALREADY_OPEN: {
    status: 409,
    meaning: 'An event stream, or an operation on it, is open already.',
    remedy: 'Reserve another stream with PUT, or give the operation another `operationId`.',
    inRest: false,
  },
  REQUEST_ENTITY_TOO_LARGE: {
    status: 413,
    meaning: 'The body is too large.',
    remedy: 'Send at most 1,000,000 bytes.',
  },
  UNSUPPORTED_MEDIA_TYPE: {
    status: 415,
    meaning: 'The body is not JSON, or is compressed in a way that this server does not read.',
    remedy:
      'Use the content type `application/json`, plain or compressed with gzip, deflate, br or zstd.',
  },
  HOST_NOT_ALLOWED: {
    status: 421,
    meaning: 'The request names a host that this server does not serve.',
    remedy: 'Use a loopback host name, or have yours added to `ALLOWED_HOSTS`.',
  },
  TOO_MANY_STREAMS: {
    status: 429,
    meaning:
      'The key, or all keys together, have the maximum number of event streams, or the stream has that of operations.',
    remedy:
      'Close event streams or operations: 100 of each are allowed. Ask a query first with a key that is new to the server: such keys share 5,000 streams.',
    inRest: false,
  },
  TOO_MANY_REQUESTS: {
    status: 429,
    meaning:
      'The caller makes more requests in a minute than the access policy of this server allows.',
    remedy: 'Send the request again after the seconds in `Retry-After`: nothing was done.',
  },
  INTERNAL_SERVER_ERROR: {
    status: 500,
    meaning: 'The server failed outside of any field.',
    remedy: 'A bug in this API: find it in the log by the ID in the message.',
  },
  IDENTITY_PROVIDER_UNAVAILABLE: {
    status: 503,
    meaning: 'The token (JWT) cannot be checked, because the identity provider does not answer.',
    remedy: 'Send the request again after the seconds in `Retry-After`: nothing was done.',
  },
  SERVER_BUSY: {
    status: 503,
    meaning: 'The server has too many requests in progress.',
    remedy: 'Send the request again after the seconds in `Retry-After`: nothing was done.',
  },
  SERVER_STOPPING: {
    status: 503,
    meaning: 'The server stopped before the whole request had arrived.',
    remedy: 'Send the request again: the server stopped before doing anything.',
  },
  UPSTREAM_TIMEOUT: {
    status: 503,
    meaning: 'The server stopped before PostHog answered.',
    remedy: 'Send it again. If `uncertain` is set, a change may have been made: check first.',
  },
} as const satisfies Readonly<Record<string, ErrorCodeEntry>>;

export type RefusalCode = keyof typeof refusalCodes;
