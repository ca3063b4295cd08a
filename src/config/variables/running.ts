import { z } from 'zod';
import { auditLog, fastPath, matching, port, wholeNumber } from '../value-kinds.ts';
import type { Variable } from './variable.ts';

/** How this process works, stops and logs. */
export const running = {
  FAST_PATH: {
    meaning:
      '`off` answers every GraphQL request through Yoga and graphql-js alone; a list turns on only these pieces. For measuring, and for finding out whether the fast path is the cause of a fault.',
    default: 'on',
    example: 'http,compiled',
    value: fastPath,
  },
  LAZY_ROWS: {
    meaning:
      '`off` decodes pages of PostHog whole instead of each property when it is first read; for the same purposes.',
    default: 'on',
    example: 'off',
    value: z.enum(['on', 'off'], { error: 'on or off' }).transform((text) => text === 'on'),
  },
  PERSISTED_ONLY: {
    meaning:
      '`1` runs only the operations in `PERSISTED_MANIFEST`, requested by ID or by their full text. Other documents are rejected.',
    default: '0',
    example: '1',
    value: z.enum(['0', '1'], { error: '0 or 1' }).transform((text) => text === '1'),
  },
  PERSISTED_MANIFEST: {
    meaning:
      'File of the operations that clients may request by ID: an Apollo persisted query manifest, or a JSON object of documents by ID.',
    unset: 'the operations in `examples/`',
    example: './persisted-queries.json',
    value: z.string(),
  },
  SUBGRAPH_PREFIX: {
    meaning:
      'Prefix of the types and root fields under which a supergraph knows this API: with `PostHog`, `User` is `PostHogUser` and the query `viewer` is `postHogViewer`, so that they compose with types of your own. The names without it can still be used by everybody else.',
    unset: 'the names of the schema, without a prefix',
    example: 'PostHog',
    value: matching(
      (text) => /^[A-Z][A-Za-z\d]{0,31}$/.test(text),
      'an upper-case letter, followed by at most 31 letters and digits',
    ),
  },
  KEEP_ALIVE_TIMEOUT_MS: {
    meaning:
      'Milliseconds for which an idle connection stays open for the next request. It must be longer than that of the load balancer in front, or some requests meet a connection that is just being closed: AWS and nginx wait 60 s, Google Cloud 600 s.',
    default: '75000',
    example: '620000',
    whenMounted: false,
    value: wholeNumber(1_000, 3_600_000),
  },
  SHUTDOWN_TIMEOUT_MS: {
    meaning:
      'Milliseconds that requests in flight get to finish after SIGINT or SIGTERM. The rest are answered with 503.',
    default: '10000',
    example: '25000',
    value: wholeNumber(0, 600_000),
  },
  AUDIT_LOG: {
    meaning:
      'Where one line for each change in PostHog is written: `stderr`, among the log lines, or a file, to which lines are appended and which only its owner can read if the server creates it. The guide to the audit log describes the lines.',
    default: 'off',
    example: '/var/log/posthog-experiments-graph/audit.log',
    value: auditLog,
  },
  SHUTDOWN_DELAY_MS: {
    meaning:
      'Milliseconds for which the server goes on answering after SIGINT, SIGTERM or SIGHUP while `/ready` says 503, so that a load balancer takes it out. Then it accepts no new connections, and for the same time it leaves idle ones open for a last request. With it, a rolling restart loses no request. Set it to the time in which the load balancer notices.',
    default: '0',
    example: '10000',
    whenMounted: false,
    value: wholeNumber(0, 600_000),
  },
  SANDBOX_PORT: {
    meaning:
      'Port of the sandbox, always on loopback. 0 picks any free port, which the banner shows.',
    default: '4010',
    example: '0',
    value: port,
  },
  LOG_LEVEL: {
    meaning: 'Minimum log level (on stderr): `debug`, `info`, `warn`, `error`, `silent`.',
    default: 'info',
    example: 'warn',
    value: z.enum(['debug', 'info', 'warn', 'error', 'silent'], {
      error: 'one of debug, info, warn, error, silent',
    }),
  },
  LOG_FORMAT: {
    meaning:
      'Form of the log: `json` for one JSON object per line, `pretty` for lines to read, `auto` for `pretty` on a terminal and `json` otherwise.',
    default: 'auto',
    example: 'json',
    value: z.enum(['auto', 'json', 'pretty'], { error: 'auto, json or pretty' }),
  },
} as const satisfies Record<string, Variable>;
