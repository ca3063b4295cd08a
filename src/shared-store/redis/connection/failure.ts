/** What a failure of Redis says about it. */
export interface Failure {
  /** One sentence without addresses, passwords and data. */
  readonly reason: string;
  /** `none`: this command only; `down`: Redis cannot be used now; `reconnect`: nor can this connection. */
  readonly means: 'none' | 'down' | 'reconnect';
}

/** Thrown when a time limit of this client has passed. */
export class NoAnswer extends Error {
  readonly code = 'NO_ANSWER';
}

/** Thrown when what another replica writes cannot be read here. */
export class OtherKey extends Error {
  readonly code = 'OTHER_KEY';
}

const rows: readonly (readonly [RegExp, Failure['means'], string])[] = [
  [/^(NO_ANSWER|ETIMEDOUT)|timed out/, 'down', 'Redis did not answer in time.'],
  [
    /^OTHER_KEY/,
    'down',
    'Another replica encrypts with a key that REDIS_ENCRYPTION_KEY does not have here, or does not encrypt.',
  ],
  [/^OOM/, 'down', 'Redis is full (maxmemory) and refuses writes.'],
  [/^READONLY/, 'reconnect', 'The Redis server is a read-only replica.'],
  [/^MISCONF/, 'down', 'Redis refuses writes because it cannot save to disk.'],
  [/^NOREPLICAS/, 'down', 'Redis refuses writes because too few of its replicas are connected.'],
  [/^LOADING/, 'down', 'Redis is loading its data.'],
  [/^MASTERDOWN/, 'reconnect', 'The Redis server is a replica that has lost its master.'],
  [/^(CLUSTERDOWN|TRYAGAIN)/, 'down', 'The Redis cluster is down.'],
  [/^(BUSY) /, 'down', 'Redis is busy with a script.'],
  [/max number of clients/, 'reconnect', 'Redis has too many connections.'],
  [
    /^(WRONGPASS|NOAUTH)|invalid (username-)?password|AUTH .*without any password/,
    'reconnect',
    'Redis refuses the user name or the password of REDIS_URL.',
  ],
  [/^NOPERM/, 'none', 'The Redis user may not use a command, a key or a channel that is needed.'],
  [
    /^ERR unknown command|^ERR unsupported/i,
    'none',
    'Redis does not know a command that is needed.',
  ],
  [/^ERR .*(DB index|SELECT)/, 'reconnect', 'Redis has no database with the number in REDIS_URL.'],
  [/^ECONNREFUSED/, 'reconnect', 'Redis refuses connections.'],
  [/^(ENOTFOUND|EAI_AGAIN)/, 'reconnect', 'The host name of Redis cannot be resolved.'],
  [/^(EHOSTUNREACH|ENETUNREACH)/, 'reconnect', 'Redis cannot be reached.'],
  [/^(ERR_SSL|EPROTO)/, 'reconnect', 'Redis does not speak TLS at this address.'],
  [
    /^(ERR_TLS|CERT_|DEPTH_|SELF_SIGNED|UNABLE_TO|HOSTNAME_MISMATCH)/,
    'reconnect',
    'The TLS certificate of Redis is not accepted.',
  ],
  [/sentinels? (is|are) unreachable/i, 'reconnect', 'No Sentinel knows the master.'],
  [
    /^(ECONNRESET|EPIPE)|[Cc]onnection is closed|Command aborted|isn't writeable/,
    'reconnect',
    'The connection to Redis was lost.',
  ],
];

/** What an error of the client means. Errors contain commands with their data, so they are not handed on. */
export function failureOf(error: unknown): Failure {
  const { code, message, lastNodeError } = (error ?? {}) as {
    code?: unknown;
    message?: unknown;
    lastNodeError?: unknown;
  };
  if (lastNodeError) return failureOf(lastNodeError);
  const texts = [code, message].filter((text) => typeof text === 'string');
  for (const [pattern, means, reason] of rows)
    if (texts.some((text) => pattern.test(text))) return { reason, means };
  return { reason: 'Redis answered with an error.', means: 'none' };
}
