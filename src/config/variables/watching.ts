import { z } from 'zod';
import { isProject, listOf, matching, postHogKey, wholeNumber } from '../value-kinds.ts';
import type { Variable } from './variable.ts';

/** How projects are watched, and where events are sent ([Notifications](notifications.md)). */
export const watching = {
  WATCH: {
    meaning:
      '`1` makes the server watch projects beside its other work: events are sent to webhooks, and guards are checked. Of several replicas one does. Without it, only the command `watch` does.',
    default: '0',
    example: '1',
    whenMounted: false,
    value: z.enum(['0', '1'], { error: '0 or 1' }).transform((text) => text === '1'),
  },
  WATCH_INTERVAL_SECONDS: {
    meaning:
      'Seconds between two looks at the watched projects. Each costs 1 call for each 25 experiments, and 2 for each that runs.',
    default: '300',
    example: '900',
    whenMounted: false,
    value: wholeNumber(10, 86_400),
  },
  WATCH_PROJECTS: {
    meaning: 'Numbers of the projects that are watched, comma-separated.',
    unset: 'the project of `POSTHOG_PROJECT_ID`',
    example: '12345,67890',
    whenMounted: false,
    value: listOf(isProject, "projects' numbers, comma-separated, or @current"),
  },
  WATCH_API_KEY: {
    meaning:
      'PostHog key that the watcher reads with, and with which guards act. It needs the scopes `experiment:read` and `feature_flag:read`, and those for writing only if guards act.',
    unset: 'the one of `POSTHOG_API_KEY`',
    example: 'phx_key_of_the_watcher',
    isSecret: true,
    whenMounted: false,
    value: postHogKey,
  },
  WATCH_DIRECTORY: {
    meaning:
      'Directory in which the watcher stores what it has seen and what it has to send. It must outlive the process.',
    unset: 'it is stored in Redis, with `REDIS_URL`, and otherwise lost with the process',
    example: '/var/lib/posthog-experiments-graph',
    whenMounted: false,
    value: z.string(),
  },
  GUARDS: {
    meaning:
      'Guards that the watcher checks: a file (YAML or JSON, `schema/guards.schema.json` describes it), or a directory of spec files.',
    unset: 'there are none',
    example: './guards.yaml',
    whenMounted: false,
    value: z.string(),
  },
  WEBHOOKS: {
    meaning:
      'File (YAML or JSON) of the endpoints to which events are sent; `schema/webhooks.schema.json` describes it.',
    unset: 'at most the endpoint of `WEBHOOK_URL`',
    example: './webhooks.yaml',
    whenMounted: false,
    value: z.string(),
  },
  WEBHOOK_URL: {
    meaning:
      'Address of a single endpoint, in place of a file: https, or http on loopback. Its name is `webhook`, and it gets every event.',
    unset: 'events are sent to the endpoints of `WEBHOOKS` alone',
    example: 'https://hooks.example.com/experiments',
    isSecret: true,
    whenMounted: false,
    value: z.string(),
  },
  WEBHOOK_SECRET: {
    meaning:
      'Secret of that endpoint, with which events are signed by Standard Webhooks: `whsec_` and 24 to 64 random bytes in base64. Two of them, comma-separated, while it is rotated.',
    unset: 'needed with `WEBHOOK_URL`, unless its format is `SLACK`',
    example: 'whsec_RXhhbXBsZS1zZWNyZXQtdGhhdC1ub2JvZHktdXNlcw==',
    isSecret: true,
    whenMounted: false,
    value: z.string(),
  },
  WEBHOOK_FORMAT: {
    meaning:
      'What that endpoint gets: `STANDARD` for the event as JSON, `SLACK` for a message of an incoming webhook of Slack.',
    default: 'STANDARD',
    example: 'SLACK',
    whenMounted: false,
    value: z.enum(['STANDARD', 'SLACK'], { error: 'STANDARD or SLACK' }),
  },
  WEBHOOK_DEAD_LETTERS: {
    meaning:
      'File to which events are appended that could not be delivered for three days, one JSON object a line. `webhook retry` sends them again.',
    unset: '`dead-letters.ndjson` in `WATCH_DIRECTORY`; needed without that',
    example: '/var/lib/posthog-experiments-graph/dead-letters.ndjson',
    whenMounted: false,
    value: matching((text) => text !== '', 'a path'),
  },
} as const satisfies Record<string, Variable>;
